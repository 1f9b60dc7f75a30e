# Shared by update-po and check-po.

# Every file with strings for people.
list_potfiles () {
  echo data/org.miaopu.Miaopu.desktop.in
  echo data/org.miaopu.Miaopu.metainfo.xml.in
  grep -rlE '(^|[^a-z_])(_|N_|C_|NC_|ngettext) \(|translatable="yes"' ui --include='*.c' --include='*.ui' |
    LC_ALL=C sort
}

make_pot () {
  xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 \
    --keyword=ngettext:1,2 --keyword=g_dngettext:2,3 --add-comments=Translators --package-name=miaopu \
    -f po/POTFILES -o "$1"
}
