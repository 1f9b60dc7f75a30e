-- The record tables. Printed from the data dictionary (app/model/kinds) by
-- build-aux/update-schema; a test holds both together. Dates are ISO text, instants ms UTC,
-- money fen, lengths mm, weights g. What a field means stands in the dictionary.

-- 儿童福利机构 Institution (domain 6.1)
CREATE TABLE "institution" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "institution.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "name" TEXT NOT NULL
    CONSTRAINT "institution.name" CHECK (length ("name") BETWEEN 1 AND 100),
  "short_name" TEXT
    CONSTRAINT "institution.short_name" CHECK (length ("short_name") BETWEEN 1 AND 30),
  "uscc" TEXT
    CONSTRAINT "institution.uscc" CHECK (length ("uscc") BETWEEN 1 AND 18),
  "division_code" TEXT
    CONSTRAINT "institution.division_code" CHECK (length ("division_code") BETWEEN 1 AND 60),
  "address" TEXT
    CONSTRAINT "institution.address" CHECK (length ("address") BETWEEN 1 AND 200),
  "postcode" TEXT
    CONSTRAINT "institution.postcode" CHECK (length ("postcode") BETWEEN 1 AND 6),
  "phone" TEXT
    CONSTRAINT "institution.phone" CHECK (length ("phone") BETWEEN 1 AND 20),
  "inst_type" TEXT
    CONSTRAINT "institution.inst_type" CHECK (length ("inst_type") BETWEEN 1 AND 60),
  "level" TEXT
    CONSTRAINT "institution.level" CHECK (length ("level") BETWEEN 1 AND 60),
  "authority_name" TEXT
    CONSTRAINT "institution.authority_name" CHECK (length ("authority_name") BETWEEN 1 AND 100),
  "authority_division" TEXT
    CONSTRAINT "institution.authority_division" CHECK (length ("authority_division") BETWEEN 1 AND 60),
  "legal_rep" TEXT
    CONSTRAINT "institution.legal_rep" CHECK (length ("legal_rep") BETWEEN 1 AND 50),
  "beds" @I64
    CONSTRAINT "institution.beds" CHECK ("beds" BETWEEN 0 AND 100000),
  "fonds_no" TEXT
    CONSTRAINT "institution.fonds_no" CHECK (length ("fonds_no") BETWEEN 1 AND 10),
  "rehab_designated" @I64
    CONSTRAINT "institution.rehab_designated" CHECK ("rehab_designated" IN (0, 1)),
  "local_avg_living_area" @I64
    CONSTRAINT "institution.local_avg_living_area" CHECK ("local_avg_living_area" BETWEEN 0 AND 10000),
  "local_mid_income_fen" @I64
    CONSTRAINT "institution.local_mid_income_fen" CHECK ("local_mid_income_fen" BETWEEN 0 AND 100000000000),
  "valid_year" @I64
    CONSTRAINT "institution.valid_year" CHECK ("valid_year" BETWEEN 2000 AND 2199),
  "statistics_on" TEXT
    CONSTRAINT "institution.statistics_on" CHECK ("statistics_on" LIKE '____-__-__' AND "statistics_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "year_report_on" TEXT
    CONSTRAINT "institution.year_report_on" CHECK ("year_report_on" LIKE '____-__-__' AND "year_report_on" BETWEEN '0001-01-01' AND '9999-12-31')
) @STRICT;
CREATE INDEX "institution_uscc" ON "institution" ("uscc", id);

-- 工作人员 Staff member (domain 6.2)
CREATE TABLE "staff" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "staff.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "name" TEXT NOT NULL
    CONSTRAINT "staff.name" CHECK (length ("name") BETWEEN 1 AND 50),
  "sex" TEXT
    CONSTRAINT "staff.sex" CHECK (length ("sex") BETWEEN 1 AND 60),
  "birth_date" TEXT
    CONSTRAINT "staff.birth_date" CHECK ("birth_date" LIKE '____-__-__' AND "birth_date" BETWEEN '0001-01-01' AND '9999-12-31'),
  "id_no" TEXT
    CONSTRAINT "staff.id_no" CHECK (length ("id_no") BETWEEN 1 AND 18),
  "post" TEXT
    CONSTRAINT "staff.post" CHECK (length ("post") BETWEEN 1 AND 60),
  "qualification" TEXT
    CONSTRAINT "staff.qualification" CHECK ("qualification" LIKE '[{%}]'),
  "cw_years_start" TEXT
    CONSTRAINT "staff.cw_years_start" CHECK ("cw_years_start" LIKE '____-__-__' AND "cw_years_start" BETWEEN '0001-01-01' AND '9999-12-31'),
  "hired_on" TEXT
    CONSTRAINT "staff.hired_on" CHECK ("hired_on" LIKE '____-__-__' AND "hired_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "left_on" TEXT
    CONSTRAINT "staff.left_on" CHECK ("left_on" LIKE '____-__-__' AND "left_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "crime_check_on" TEXT
    CONSTRAINT "staff.crime_check_on" CHECK ("crime_check_on" LIKE '____-__-__' AND "crime_check_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "crime_check_result" TEXT
    CONSTRAINT "staff.crime_check_result" CHECK (length ("crime_check_result") BETWEEN 1 AND 60),
  "next_check_due" TEXT
    CONSTRAINT "staff.next_check_due" CHECK ("next_check_due" LIKE '____-__-__' AND "next_check_due" BETWEEN '0001-01-01' AND '9999-12-31'),
  "health_cert_until" TEXT
    CONSTRAINT "staff.health_cert_until" CHECK ("health_cert_until" LIKE '____-__-__' AND "health_cert_until" BETWEEN '0001-01-01' AND '9999-12-31'),
  "login" TEXT
    CONSTRAINT "staff.login" CHECK (length ("login") BETWEEN 1 AND 30),
  "roles" TEXT
    CONSTRAINT "staff.roles" CHECK (length ("roles") BETWEEN 1 AND 20000),
  "disabled" @I64
    CONSTRAINT "staff.disabled" CHECK ("disabled" IN (0, 1)),
  "phone" TEXT
    CONSTRAINT "staff.phone" CHECK (length ("phone") BETWEEN 1 AND 20),
  "import_batch" TEXT @REFERENCES "import_batch" (id)
    CONSTRAINT "staff.import_batch" CHECK (length ("import_batch") = 36),
  "name_sort" TEXT
) @STRICT;
CREATE INDEX "staff_id_no" ON "staff" ("id_no", id);
CREATE INDEX "staff_next_check_due" ON "staff" ("next_check_due", id);
CREATE INDEX "staff_login" ON "staff" ("login", id);
CREATE INDEX "staff_import_batch" ON "staff" ("import_batch", id);
CREATE INDEX "staff_name_sort" ON "staff" ("name_sort", id);

-- 文件附件 Document (domain 6.30)
CREATE TABLE "document" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "document.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "sha256" TEXT NOT NULL
    CONSTRAINT "document.sha256" CHECK (length ("sha256") BETWEEN 1 AND 64),
  "name" TEXT NOT NULL
    CONSTRAINT "document.name" CHECK (length ("name") BETWEEN 1 AND 200),
  "mime" TEXT NOT NULL
    CONSTRAINT "document.mime" CHECK (length ("mime") BETWEEN 1 AND 100),
  "bytes" @I64 NOT NULL
    CONSTRAINT "document.bytes" CHECK ("bytes" BETWEEN 0 AND 1099511627776),
  "pages" @I64
    CONSTRAINT "document.pages" CHECK ("pages" BETWEEN 0 AND 100000),
  "title" TEXT NOT NULL
    CONSTRAINT "document.title" CHECK (length ("title") BETWEEN 1 AND 200),
  "doc_type" TEXT
    CONSTRAINT "document.doc_type" CHECK (length ("doc_type") BETWEEN 1 AND 60),
  "doc_no" TEXT
    CONSTRAINT "document.doc_no" CHECK (length ("doc_no") BETWEEN 1 AND 50),
  "issuer" TEXT
    CONSTRAINT "document.issuer" CHECK (length ("issuer") BETWEEN 1 AND 100),
  "doc_date" TEXT
    CONSTRAINT "document.doc_date" CHECK ("doc_date" LIKE '____-__-__' AND "doc_date" BETWEEN '0001-01-01' AND '9999-12-31'),
  "original_kept" @I64
    CONSTRAINT "document.original_kept" CHECK ("original_kept" IN (0, 1)),
  "original_place" TEXT
    CONSTRAINT "document.original_place" CHECK (length ("original_place") BETWEEN 1 AND 100),
  "scan_dpi" @I64
    CONSTRAINT "document.scan_dpi" CHECK ("scan_dpi" BETWEEN 50 AND 4800),
  "scan_colour" @I64
    CONSTRAINT "document.scan_colour" CHECK ("scan_colour" IN (0, 1)),
  "sensitivity" TEXT
    CONSTRAINT "document.sensitivity" CHECK (length ("sensitivity") BETWEEN 1 AND 60),
  "retention" TEXT
    CONSTRAINT "document.retention" CHECK (length ("retention") BETWEEN 1 AND 60),
  "owner_kind" TEXT
    CONSTRAINT "document.owner_kind" CHECK (length ("owner_kind") BETWEEN 1 AND 40),
  "owner_id" TEXT
    CONSTRAINT "document.owner_id" CHECK (length ("owner_id") BETWEEN 1 AND 36),
  "links" TEXT
    CONSTRAINT "document.links" CHECK ("links" LIKE '[{%}]'),
  "signature" TEXT
    CONSTRAINT "document.signature" CHECK (length ("signature") BETWEEN 1 AND 20000),
  "created_via" TEXT
    CONSTRAINT "document.created_via" CHECK (length ("created_via") BETWEEN 1 AND 60),
  "replaced_by" TEXT @REFERENCES "document" (id)
    CONSTRAINT "document.replaced_by" CHECK (length ("replaced_by") = 36)
) @STRICT;
CREATE UNIQUE INDEX "document_sha256_unique" ON "document" ("sha256");
CREATE INDEX "document_doc_type" ON "document" ("doc_type", id);
CREATE INDEX "document_doc_no" ON "document" ("doc_no", id);
CREATE INDEX "document_owner_id" ON "document" ("owner_id", id);

-- 导入批次 Import (domain 6.35)
CREATE TABLE "import_batch" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "import_batch.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "file_name" TEXT NOT NULL
    CONSTRAINT "import_batch.file_name" CHECK (length ("file_name") BETWEEN 1 AND 200),
  "sha256" TEXT NOT NULL
    CONSTRAINT "import_batch.sha256" CHECK (length ("sha256") BETWEEN 1 AND 64),
  "target" TEXT NOT NULL
    CONSTRAINT "import_batch.target" CHECK (length ("target") BETWEEN 1 AND 40),
  "encoding" TEXT
    CONSTRAINT "import_batch.encoding" CHECK (length ("encoding") BETWEEN 1 AND 40),
  "n_rows" @I64
    CONSTRAINT "import_batch.n_rows" CHECK ("n_rows" BETWEEN 0 AND 10000000),
  "n_created" @I64
    CONSTRAINT "import_batch.n_created" CHECK ("n_created" BETWEEN 0 AND 10000000),
  "n_skipped" @I64
    CONSTRAINT "import_batch.n_skipped" CHECK ("n_skipped" BETWEEN 0 AND 10000000),
  "mapping" TEXT
    CONSTRAINT "import_batch.mapping" CHECK (length ("mapping") BETWEEN 1 AND 20000),
  "imported_on" TEXT NOT NULL
    CONSTRAINT "import_batch.imported_on" CHECK ("imported_on" LIKE '____-__-__' AND "imported_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "imported_by" TEXT
    CONSTRAINT "import_batch.imported_by" CHECK (length ("imported_by") BETWEEN 1 AND 50),
  "undone_on" TEXT
    CONSTRAINT "import_batch.undone_on" CHECK ("undone_on" LIKE '____-__-__' AND "undone_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "undone_by" TEXT
    CONSTRAINT "import_batch.undone_by" CHECK (length ("undone_by") BETWEEN 1 AND 50),
  "undo_reason" TEXT
    CONSTRAINT "import_batch.undo_reason" CHECK (length ("undo_reason") BETWEEN 1 AND 200)
) @STRICT;
CREATE INDEX "import_batch_sha256" ON "import_batch" ("sha256", id);

-- 儿童 Child (domain 6.3)
CREATE TABLE "child" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "child.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child_no" TEXT NOT NULL
    CONSTRAINT "child.child_no" CHECK (length ("child_no") BETWEEN 1 AND 20),
  "national_child_no" TEXT
    CONSTRAINT "child.national_child_no" CHECK (length ("national_child_no") BETWEEN 1 AND 30),
  "name" TEXT
    CONSTRAINT "child.name" CHECK (length ("name") BETWEEN 1 AND 50),
  "former_names" TEXT
    CONSTRAINT "child.former_names" CHECK (length ("former_names") BETWEEN 1 AND 200),
  "pinyin" TEXT
    CONSTRAINT "child.pinyin" CHECK (length ("pinyin") BETWEEN 1 AND 100),
  "name_decision" TEXT
    CONSTRAINT "child.name_decision" CHECK (length ("name_decision") BETWEEN 1 AND 20000),
  "sex" TEXT
    CONSTRAINT "child.sex" CHECK (length ("sex") BETWEEN 1 AND 60),
  "birth_date" TEXT
    CONSTRAINT "child.birth_date" CHECK ("birth_date" LIKE '____-__-__' AND "birth_date" BETWEEN '0001-01-01' AND '9999-12-31'),
  "birth_precision" TEXT
    CONSTRAINT "child.birth_precision" CHECK (length ("birth_precision") BETWEEN 1 AND 60),
  "birth_basis" TEXT
    CONSTRAINT "child.birth_basis" CHECK (length ("birth_basis") BETWEEN 1 AND 60),
  "ethnic" TEXT
    CONSTRAINT "child.ethnic" CHECK (length ("ethnic") BETWEEN 1 AND 60),
  "ethnic_reason" TEXT
    CONSTRAINT "child.ethnic_reason" CHECK (length ("ethnic_reason") BETWEEN 1 AND 100),
  "nationality" TEXT
    CONSTRAINT "child.nationality" CHECK (length ("nationality") BETWEEN 1 AND 60),
  "id_type" TEXT
    CONSTRAINT "child.id_type" CHECK (length ("id_type") BETWEEN 1 AND 60),
  "id_no" TEXT
    CONSTRAINT "child.id_no" CHECK (length ("id_no") BETWEEN 1 AND 18),
  "id_absent_reason" TEXT
    CONSTRAINT "child.id_absent_reason" CHECK (length ("id_absent_reason") BETWEEN 1 AND 200),
  "birth_cert_no" TEXT
    CONSTRAINT "child.birth_cert_no" CHECK (length ("birth_cert_no") BETWEEN 1 AND 20),
  "hukou_type" TEXT
    CONSTRAINT "child.hukou_type" CHECK (length ("hukou_type") BETWEEN 1 AND 60),
  "hukou_division" TEXT
    CONSTRAINT "child.hukou_division" CHECK (length ("hukou_division") BETWEEN 1 AND 60),
  "hukou_address" TEXT
    CONSTRAINT "child.hukou_address" CHECK (length ("hukou_address") BETWEEN 1 AND 200),
  "child_category" TEXT
    CONSTRAINT "child.child_category" CHECK (length ("child_category") BETWEEN 1 AND 60),
  "guardianship" TEXT
    CONSTRAINT "child.guardianship" CHECK (length ("guardianship") BETWEEN 1 AND 60),
  "guardian_org" TEXT
    CONSTRAINT "child.guardian_org" CHECK (length ("guardian_org") BETWEEN 1 AND 100),
  "guardian_division" TEXT
    CONSTRAINT "child.guardian_division" CHECK (length ("guardian_division") BETWEEN 1 AND 60),
  "care_mode" TEXT
    CONSTRAINT "child.care_mode" CHECK (length ("care_mode") BETWEEN 1 AND 60),
  "living_unit" TEXT
    CONSTRAINT "child.living_unit" CHECK (length ("living_unit") BETWEEN 1 AND 50),
  "blood_abo" TEXT
    CONSTRAINT "child.blood_abo" CHECK (length ("blood_abo") BETWEEN 1 AND 60),
  "blood_rh" TEXT
    CONSTRAINT "child.blood_rh" CHECK (length ("blood_rh") BETWEEN 1 AND 60),
  "allergies" TEXT
    CONSTRAINT "child.allergies" CHECK (length ("allergies") BETWEEN 1 AND 20000),
  "chronic" TEXT
    CONSTRAINT "child.chronic" CHECK (length ("chronic") BETWEEN 1 AND 20000),
  "special_marks" TEXT
    CONSTRAINT "child.special_marks" CHECK (length ("special_marks") BETWEEN 1 AND 20000),
  "cognition" TEXT
    CONSTRAINT "child.cognition" CHECK (length ("cognition") BETWEEN 1 AND 60),
  "disabled" @I64
    CONSTRAINT "child.disabled" CHECK ("disabled" IN (0, 1)),
  "disability_types" TEXT
    CONSTRAINT "child.disability_types" CHECK (length ("disability_types") BETWEEN 1 AND 20000),
  "disability_grade" TEXT
    CONSTRAINT "child.disability_grade" CHECK (length ("disability_grade") BETWEEN 1 AND 60),
  "disability_cert_no" TEXT
    CONSTRAINT "child.disability_cert_no" CHECK (length ("disability_cert_no") BETWEEN 1 AND 22),
  "disability_cert_until" TEXT
    CONSTRAINT "child.disability_cert_until" CHECK ("disability_cert_until" LIKE '____-__-__' AND "disability_cert_until" BETWEEN '0001-01-01' AND '9999-12-31'),
  "device_review_on" TEXT
    CONSTRAINT "child.device_review_on" CHECK ("device_review_on" LIKE '____-__-__' AND "device_review_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "adoptable" TEXT
    CONSTRAINT "child.adoptable" CHECK (length ("adoptable") BETWEEN 1 AND 60),
  "adoptable_reason" TEXT
    CONSTRAINT "child.adoptable_reason" CHECK (length ("adoptable_reason") BETWEEN 1 AND 20000),
  "adoptable_reviewed_on" TEXT
    CONSTRAINT "child.adoptable_reviewed_on" CHECK ("adoptable_reviewed_on" LIKE '____-__-__' AND "adoptable_reviewed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "plan_reviewed_on" TEXT
    CONSTRAINT "child.plan_reviewed_on" CHECK ("plan_reviewed_on" LIKE '____-__-__' AND "plan_reviewed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "health_checked_on" TEXT
    CONSTRAINT "child.health_checked_on" CHECK ("health_checked_on" LIKE '____-__-__' AND "health_checked_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "psych_tested_on" TEXT
    CONSTRAINT "child.psych_tested_on" CHECK ("psych_tested_on" LIKE '____-__-__' AND "psych_tested_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "vaccination_card_on" TEXT
    CONSTRAINT "child.vaccination_card_on" CHECK ("vaccination_card_on" LIKE '____-__-__' AND "vaccination_card_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "defacto_applied_on" TEXT
    CONSTRAINT "child.defacto_applied_on" CHECK ("defacto_applied_on" LIKE '____-__-__' AND "defacto_applied_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "defacto_checked_on" TEXT
    CONSTRAINT "child.defacto_checked_on" CHECK ("defacto_checked_on" LIKE '____-__-__' AND "defacto_checked_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "defacto_decided_on" TEXT
    CONSTRAINT "child.defacto_decided_on" CHECK ("defacto_decided_on" LIKE '____-__-__' AND "defacto_decided_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "adoption_applied_on" TEXT
    CONSTRAINT "child.adoption_applied_on" CHECK ("adoption_applied_on" LIKE '____-__-__' AND "adoption_applied_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "adoption_notice_on" TEXT
    CONSTRAINT "child.adoption_notice_on" CHECK ("adoption_notice_on" LIKE '____-__-__' AND "adoption_notice_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "adoption_family_told_on" TEXT
    CONSTRAINT "child.adoption_family_told_on" CHECK ("adoption_family_told_on" LIKE '____-__-__' AND "adoption_family_told_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "siblings" TEXT
    CONSTRAINT "child.siblings" CHECK (length ("siblings") BETWEEN 1 AND 20000),
  "photo_main" TEXT @REFERENCES "document" (id)
    CONSTRAINT "child.photo_main" CHECK (length ("photo_main") = 36),
  "status" TEXT NOT NULL
    CONSTRAINT "child.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "away_until" TEXT
    CONSTRAINT "child.away_until" CHECK ("away_until" LIKE '____-__-__' AND "away_until" BETWEEN '0001-01-01' AND '9999-12-31'),
  "followup" @I64
    CONSTRAINT "child.followup" CHECK ("followup" IN (0, 1)),
  "risk_level" TEXT
    CONSTRAINT "child.risk_level" CHECK (length ("risk_level") BETWEEN 1 AND 60),
  "care_worker" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "child.care_worker" CHECK (length ("care_worker") = 36),
  "import_batch" TEXT @REFERENCES "import_batch" (id)
    CONSTRAINT "child.import_batch" CHECK (length ("import_batch") = 36),
  "name_sort" TEXT
) @STRICT;
CREATE UNIQUE INDEX "child_child_no_unique" ON "child" ("child_no");
CREATE INDEX "child_child_no" ON "child" ("child_no", id, status);
CREATE INDEX "child_sex" ON "child" ("sex", id, status);
CREATE INDEX "child_birth_date" ON "child" ("birth_date", id, status);
CREATE INDEX "child_id_no" ON "child" ("id_no", id, status);
CREATE INDEX "child_child_category" ON "child" ("child_category", id, status);
CREATE INDEX "child_care_mode" ON "child" ("care_mode", id, status);
CREATE INDEX "child_living_unit" ON "child" ("living_unit", id, status);
CREATE INDEX "child_disability_cert_no" ON "child" ("disability_cert_no", id, status);
CREATE INDEX "child_status" ON "child" ("status", id);
CREATE INDEX "child_care_worker" ON "child" ("care_worker", id, status);
CREATE INDEX "child_import_batch" ON "child" ("import_batch", id, status);
CREATE INDEX "child_name_sort" ON "child" ("name_sort", id, status);

-- 入院 Admission (domain 6.4)
CREATE TABLE "admission" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "admission.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "admission.child" CHECK (length ("child") = 36),
  "seq" @I64 NOT NULL
    CONSTRAINT "admission.seq" CHECK ("seq" BETWEEN 1 AND 99),
  "arrived_on" TEXT NOT NULL
    CONSTRAINT "admission.arrived_on" CHECK ("arrived_on" LIKE '____-__-__' AND "arrived_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "arrived_time" TEXT
    CONSTRAINT "admission.arrived_time" CHECK (length ("arrived_time") BETWEEN 1 AND 5),
  "received_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "admission.received_by" CHECK (length ("received_by") = 36),
  "sender_type" TEXT
    CONSTRAINT "admission.sender_type" CHECK (length ("sender_type") BETWEEN 1 AND 60),
  "sender_name" TEXT
    CONSTRAINT "admission.sender_name" CHECK (length ("sender_name") BETWEEN 1 AND 100),
  "sender_docs" TEXT
    CONSTRAINT "admission.sender_docs" CHECK (length ("sender_docs") BETWEEN 1 AND 20000),
  "intake_code" TEXT
    CONSTRAINT "admission.intake_code" CHECK (length ("intake_code") BETWEEN 1 AND 60),
  "intake_history" TEXT
    CONSTRAINT "admission.intake_history" CHECK (length ("intake_history") BETWEEN 1 AND 20000),
  "mpl92_ground" TEXT
    CONSTRAINT "admission.mpl92_ground" CHECK (length ("mpl92_ground") BETWEEN 1 AND 60),
  "found_on" TEXT
    CONSTRAINT "admission.found_on" CHECK ("found_on" LIKE '____-__-__' AND "found_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "found_time" TEXT
    CONSTRAINT "admission.found_time" CHECK (length ("found_time") BETWEEN 1 AND 5),
  "found_place" TEXT
    CONSTRAINT "admission.found_place" CHECK (length ("found_place") BETWEEN 1 AND 20000),
  "found_division" TEXT
    CONSTRAINT "admission.found_division" CHECK (length ("found_division") BETWEEN 1 AND 60),
  "finder_name" TEXT
    CONSTRAINT "admission.finder_name" CHECK (length ("finder_name") BETWEEN 1 AND 50),
  "finder_contact" TEXT
    CONSTRAINT "admission.finder_contact" CHECK (length ("finder_contact") BETWEEN 1 AND 100),
  "police_report_no" TEXT
    CONSTRAINT "admission.police_report_no" CHECK (length ("police_report_no") BETWEEN 1 AND 50),
  "police_org" TEXT
    CONSTRAINT "admission.police_org" CHECK (length ("police_org") BETWEEN 1 AND 100),
  "police_cert_on" TEXT
    CONSTRAINT "admission.police_cert_on" CHECK ("police_cert_on" LIKE '____-__-__' AND "police_cert_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "dna_sampled_on" TEXT
    CONSTRAINT "admission.dna_sampled_on" CHECK ("dna_sampled_on" LIKE '____-__-__' AND "dna_sampled_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "dna_lab" TEXT
    CONSTRAINT "admission.dna_lab" CHECK (length ("dna_lab") BETWEEN 1 AND 100),
  "dna_result" TEXT
    CONSTRAINT "admission.dna_result" CHECK (length ("dna_result") BETWEEN 1 AND 60),
  "dna_result_on" TEXT
    CONSTRAINT "admission.dna_result_on" CHECK ("dna_result_on" LIKE '____-__-__' AND "dna_result_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "notice" TEXT
    CONSTRAINT "admission.notice" CHECK ("notice" LIKE '[{%}]'),
  "police_tempnotfound_on" TEXT
    CONSTRAINT "admission.police_tempnotfound_on" CHECK ("police_tempnotfound_on" LIKE '____-__-__' AND "police_tempnotfound_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "police_notfound_on" TEXT
    CONSTRAINT "admission.police_notfound_on" CHECK ("police_notfound_on" LIKE '____-__-__' AND "police_notfound_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "belongings" TEXT
    CONSTRAINT "admission.belongings" CHECK ("belongings" LIKE '[{%}]'),
  "belongings_none" @I64
    CONSTRAINT "admission.belongings_none" CHECK ("belongings_none" IN (0, 1)),
  "health_check_on" TEXT
    CONSTRAINT "admission.health_check_on" CHECK ("health_check_on" LIKE '____-__-__' AND "health_check_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "isolation_from" TEXT
    CONSTRAINT "admission.isolation_from" CHECK ("isolation_from" LIKE '____-__-__' AND "isolation_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "isolation_to" TEXT
    CONSTRAINT "admission.isolation_to" CHECK ("isolation_to" LIKE '____-__-__' AND "isolation_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "infect_result" TEXT
    CONSTRAINT "admission.infect_result" CHECK (length ("infect_result") BETWEEN 1 AND 60),
  "entrust_agreement" TEXT @REFERENCES "document" (id)
    CONSTRAINT "admission.entrust_agreement" CHECK (length ("entrust_agreement") = 36),
  "approve_org" TEXT
    CONSTRAINT "admission.approve_org" CHECK (length ("approve_org") BETWEEN 1 AND 100),
  "approve_on" TEXT
    CONSTRAINT "admission.approve_on" CHECK ("approve_on" LIKE '____-__-__' AND "approve_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "approve_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "admission.approve_doc" CHECK (length ("approve_doc") = 36),
  "papers_waived_reason" TEXT
    CONSTRAINT "admission.papers_waived_reason" CHECK (length ("papers_waived_reason") BETWEEN 1 AND 20000),
  "formal_on" TEXT
    CONSTRAINT "admission.formal_on" CHECK ("formal_on" LIKE '____-__-__' AND "formal_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "hukou_applied_on" TEXT
    CONSTRAINT "admission.hukou_applied_on" CHECK ("hukou_applied_on" LIKE '____-__-__' AND "hukou_applied_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "hukou_done_on" TEXT
    CONSTRAINT "admission.hukou_done_on" CHECK ("hukou_done_on" LIKE '____-__-__' AND "hukou_done_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "closed_on" TEXT
    CONSTRAINT "admission.closed_on" CHECK ("closed_on" LIKE '____-__-__' AND "closed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "exit_code" TEXT
    CONSTRAINT "admission.exit_code" CHECK (length ("exit_code") BETWEEN 1 AND 60),
  "exit_receiver" TEXT
    CONSTRAINT "admission.exit_receiver" CHECK (length ("exit_receiver") BETWEEN 1 AND 100),
  "exit_confirm_no" TEXT
    CONSTRAINT "admission.exit_confirm_no" CHECK (length ("exit_confirm_no") BETWEEN 1 AND 30),
  "exit_documents" TEXT
    CONSTRAINT "admission.exit_documents" CHECK (length ("exit_documents") BETWEEN 1 AND 20000),
  "exit_note" TEXT
    CONSTRAINT "admission.exit_note" CHECK (length ("exit_note") BETWEEN 1 AND 20000),
  "paid_through" TEXT
    CONSTRAINT "admission.paid_through" CHECK ("paid_through" LIKE '____-__' AND "paid_through" BETWEEN '0001-01' AND '9999-12'),
  "last_paid_month" TEXT
    CONSTRAINT "admission.last_paid_month" CHECK ("last_paid_month" LIKE '____-__' AND "last_paid_month" BETWEEN '0001-01' AND '9999-12')
) @STRICT;
CREATE INDEX "admission_child" ON "admission" ("child", id);
CREATE INDEX "admission_arrived_on" ON "admission" ("arrived_on", id);
CREATE INDEX "admission_intake_code" ON "admission" ("intake_code", id);
CREATE INDEX "admission_police_report_no" ON "admission" ("police_report_no", id);
CREATE INDEX "admission_closed_on" ON "admission" ("closed_on", id);
CREATE INDEX "admission_exit_confirm_no" ON "admission" ("exit_confirm_no", id);

-- 儿童意见 Child's opinion (domain 6.12)
CREATE TABLE "child_opinion" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "child_opinion.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "child_opinion.child" CHECK (length ("child") = 36),
  "about" TEXT NOT NULL
    CONSTRAINT "child_opinion.about" CHECK (length ("about") BETWEEN 1 AND 60),
  "related_kind" TEXT
    CONSTRAINT "child_opinion.related_kind" CHECK (length ("related_kind") BETWEEN 1 AND 40),
  "related_id" TEXT
    CONSTRAINT "child_opinion.related_id" CHECK (length ("related_id") BETWEEN 1 AND 36),
  "held_on" TEXT NOT NULL
    CONSTRAINT "child_opinion.held_on" CHECK ("held_on" LIKE '____-__-__' AND "held_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "age_at" @I64
    CONSTRAINT "child_opinion.age_at" CHECK ("age_at" BETWEEN 0 AND 150),
  "cognition" TEXT
    CONSTRAINT "child_opinion.cognition" CHECK (length ("cognition") BETWEEN 1 AND 60),
  "method" TEXT
    CONSTRAINT "child_opinion.method" CHECK (length ("method") BETWEEN 1 AND 60),
  "place" TEXT
    CONSTRAINT "child_opinion.place" CHECK (length ("place") BETWEEN 1 AND 100),
  "present_persons" TEXT
    CONSTRAINT "child_opinion.present_persons" CHECK (length ("present_persons") BETWEEN 1 AND 200),
  "caregiver_absent" @I64
    CONSTRAINT "child_opinion.caregiver_absent" CHECK ("caregiver_absent" IN (0, 1)),
  "words" TEXT
    CONSTRAINT "child_opinion.words" CHECK (length ("words") BETWEEN 1 AND 20000),
  "opinion" TEXT
    CONSTRAINT "child_opinion.opinion" CHECK (length ("opinion") BETWEEN 1 AND 60),
  "taken_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "child_opinion.taken_by" CHECK (length ("taken_by") = 36),
  "sign_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "child_opinion.sign_doc" CHECK (length ("sign_doc") = 36),
  "second_talk" TEXT @REFERENCES "child_opinion" (id)
    CONSTRAINT "child_opinion.second_talk" CHECK (length ("second_talk") = 36),
  "override_reason" TEXT
    CONSTRAINT "child_opinion.override_reason" CHECK (length ("override_reason") BETWEEN 1 AND 20000)
) @STRICT;
CREATE INDEX "child_opinion_child" ON "child_opinion" ("child", id);
CREATE INDEX "child_opinion_related_id" ON "child_opinion" ("related_id", id);

-- 临时离院 Time away (domain 8.1 C6)
CREATE TABLE "child_leave" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "child_leave.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "child_leave.child" CHECK (length ("child") = 36),
  "reason" TEXT NOT NULL
    CONSTRAINT "child_leave.reason" CHECK (length ("reason") BETWEEN 1 AND 60),
  "reason_text" TEXT
    CONSTRAINT "child_leave.reason_text" CHECK (length ("reason_text") BETWEEN 1 AND 20000),
  "from_on" TEXT NOT NULL
    CONSTRAINT "child_leave.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "until_on" TEXT
    CONSTRAINT "child_leave.until_on" CHECK ("until_on" LIKE '____-__-__' AND "until_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "place" TEXT
    CONSTRAINT "child_leave.place" CHECK (length ("place") BETWEEN 1 AND 200),
  "division" TEXT
    CONSTRAINT "child_leave.division" CHECK (length ("division") BETWEEN 1 AND 60),
  "companion" TEXT
    CONSTRAINT "child_leave.companion" CHECK (length ("companion") BETWEEN 1 AND 100),
  "contact" TEXT
    CONSTRAINT "child_leave.contact" CHECK (length ("contact") BETWEEN 1 AND 50),
  "approved_on" TEXT
    CONSTRAINT "child_leave.approved_on" CHECK ("approved_on" LIKE '____-__-__' AND "approved_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "approved_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "child_leave.approved_by" CHECK (length ("approved_by") = 36),
  "dept_approved_on" TEXT
    CONSTRAINT "child_leave.dept_approved_on" CHECK ("dept_approved_on" LIKE '____-__-__' AND "dept_approved_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "dept_approval_no" TEXT
    CONSTRAINT "child_leave.dept_approval_no" CHECK (length ("dept_approval_no") BETWEEN 1 AND 50),
  "state_before" TEXT NOT NULL
    CONSTRAINT "child_leave.state_before" CHECK (length ("state_before") BETWEEN 1 AND 60),
  "care_mode_before" TEXT
    CONSTRAINT "child_leave.care_mode_before" CHECK (length ("care_mode_before") BETWEEN 1 AND 60),
  "first_until_on" TEXT
    CONSTRAINT "child_leave.first_until_on" CHECK ("first_until_on" LIKE '____-__-__' AND "first_until_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "extend_reason" TEXT
    CONSTRAINT "child_leave.extend_reason" CHECK (length ("extend_reason") BETWEEN 1 AND 20000),
  "extensions" TEXT
    CONSTRAINT "child_leave.extensions" CHECK ("extensions" LIKE '[{%}]'),
  "ended_on" TEXT
    CONSTRAINT "child_leave.ended_on" CHECK ("ended_on" LIKE '____-__-__' AND "ended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "returned" @I64
    CONSTRAINT "child_leave.returned" CHECK ("returned" IN (0, 1)),
  "return_note" TEXT
    CONSTRAINT "child_leave.return_note" CHECK (length ("return_note") BETWEEN 1 AND 20000),
  "reasons" TEXT
    CONSTRAINT "child_leave.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "child_leave.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "child_leave_child" ON "child_leave" ("child", id);
CREATE INDEX "child_leave_from_on" ON "child_leave" ("from_on", id);
CREATE INDEX "child_leave_ended_on" ON "child_leave" ("ended_on", id);

-- 送养 Adoption (domain 6.34)
CREATE TABLE "adoption_case" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "adoption_case.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "adoption_case.child" CHECK (length ("child") = 36),
  "from_on" TEXT NOT NULL
    CONSTRAINT "adoption_case.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "until_on" TEXT
    CONSTRAINT "adoption_case.until_on" CHECK ("until_on" LIKE '____-__-__' AND "until_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "applicants" TEXT
    CONSTRAINT "adoption_case.applicants" CHECK ("applicants" LIKE '[{%}]'),
  "amendments" TEXT
    CONSTRAINT "adoption_case.amendments" CHECK ("amendments" LIKE '[{%}]'),
  "by_foster_family" @I64
    CONSTRAINT "adoption_case.by_foster_family" CHECK ("by_foster_family" IN (0, 1)),
  "told_on" TEXT
    CONSTRAINT "adoption_case.told_on" CHECK ("told_on" LIKE '____-__-__' AND "told_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "disclosed_on" TEXT
    CONSTRAINT "adoption_case.disclosed_on" CHECK ("disclosed_on" LIKE '____-__-__' AND "disclosed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "disclosure" TEXT @REFERENCES "document" (id)
    CONSTRAINT "adoption_case.disclosure" CHECK (length ("disclosure") = 36),
  "evaluated_by" TEXT
    CONSTRAINT "adoption_case.evaluated_by" CHECK (length ("evaluated_by") BETWEEN 1 AND 100),
  "evaluation" TEXT
    CONSTRAINT "adoption_case.evaluation" CHECK (length ("evaluation") BETWEEN 1 AND 20000),
  "consent_on" TEXT
    CONSTRAINT "adoption_case.consent_on" CHECK ("consent_on" LIKE '____-__-__' AND "consent_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "consent_no" TEXT
    CONSTRAINT "adoption_case.consent_no" CHECK (length ("consent_no") BETWEEN 1 AND 50),
  "secrecy" @I64
    CONSTRAINT "adoption_case.secrecy" CHECK ("secrecy" IN (0, 1)),
  "opinion" TEXT @REFERENCES "child_opinion" (id)
    CONSTRAINT "adoption_case.opinion" CHECK (length ("opinion") = 36),
  "state_before" TEXT NOT NULL
    CONSTRAINT "adoption_case.state_before" CHECK (length ("state_before") BETWEEN 1 AND 60),
  "care_mode_before" TEXT
    CONSTRAINT "adoption_case.care_mode_before" CHECK (length ("care_mode_before") BETWEEN 1 AND 60),
  "ended_on" TEXT
    CONSTRAINT "adoption_case.ended_on" CHECK ("ended_on" LIKE '____-__-__' AND "ended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "outcome" TEXT
    CONSTRAINT "adoption_case.outcome" CHECK (length ("outcome") BETWEEN 1 AND 60),
  "end_reason" TEXT
    CONSTRAINT "adoption_case.end_reason" CHECK (length ("end_reason") BETWEEN 1 AND 20000),
  "notice_on" TEXT
    CONSTRAINT "adoption_case.notice_on" CHECK ("notice_on" LIKE '____-__-__' AND "notice_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "registered_on" TEXT
    CONSTRAINT "adoption_case.registered_on" CHECK ("registered_on" LIKE '____-__-__' AND "registered_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "cert_no" TEXT
    CONSTRAINT "adoption_case.cert_no" CHECK (length ("cert_no") BETWEEN 1 AND 50),
  "reasons" TEXT
    CONSTRAINT "adoption_case.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "adoption_case.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "adoption_case_child" ON "adoption_case" ("child", id);
CREATE INDEX "adoption_case_from_on" ON "adoption_case" ("from_on", id);
CREATE INDEX "adoption_case_ended_on" ON "adoption_case" ("ended_on", id);

-- 生长测量 Growth measurement (domain 6.22)
CREATE TABLE "growth_measure" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "growth_measure.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "growth_measure.child" CHECK (length ("child") = 36),
  "measured_on" TEXT NOT NULL
    CONSTRAINT "growth_measure.measured_on" CHECK ("measured_on" LIKE '____-__-__' AND "measured_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "age_days" @I64
    CONSTRAINT "growth_measure.age_days" CHECK ("age_days" BETWEEN 0 AND 55000),
  "corrected_age_days" @I64
    CONSTRAINT "growth_measure.corrected_age_days" CHECK ("corrected_age_days" BETWEEN -120 AND 55000),
  "weight_g" @I64
    CONSTRAINT "growth_measure.weight_g" CHECK ("weight_g" BETWEEN 300 AND 200000),
  "length_mm" @I64
    CONSTRAINT "growth_measure.length_mm" CHECK ("length_mm" BETWEEN 300 AND 2300),
  "posture" TEXT
    CONSTRAINT "growth_measure.posture" CHECK (length ("posture") BETWEEN 1 AND 60),
  "head_mm" @I64
    CONSTRAINT "growth_measure.head_mm" CHECK ("head_mm" BETWEEN 200 AND 650),
  "chest_mm" @I64
    CONSTRAINT "growth_measure.chest_mm" CHECK ("chest_mm" BETWEEN 200 AND 1500),
  "muac_mm" @I64
    CONSTRAINT "growth_measure.muac_mm" CHECK ("muac_mm" BETWEEN 50 AND 600),
  "bmi" @I64
    CONSTRAINT "growth_measure.bmi" CHECK ("bmi" BETWEEN 0 AND 20000),
  "place" TEXT
    CONSTRAINT "growth_measure.place" CHECK (length ("place") BETWEEN 1 AND 60),
  "measured_by" TEXT
    CONSTRAINT "growth_measure.measured_by" CHECK (length ("measured_by") BETWEEN 1 AND 50),
  "ref_standard" TEXT
    CONSTRAINT "growth_measure.ref_standard" CHECK (length ("ref_standard") BETWEEN 1 AND 60),
  "z_wfa" @I64
    CONSTRAINT "growth_measure.z_wfa" CHECK ("z_wfa" BETWEEN -9999 AND 9999),
  "z_hfa" @I64
    CONSTRAINT "growth_measure.z_hfa" CHECK ("z_hfa" BETWEEN -9999 AND 9999),
  "z_wfh" @I64
    CONSTRAINT "growth_measure.z_wfh" CHECK ("z_wfh" BETWEEN -9999 AND 9999),
  "z_bmi" @I64
    CONSTRAINT "growth_measure.z_bmi" CHECK ("z_bmi" BETWEEN -9999 AND 9999),
  "z_hc" @I64
    CONSTRAINT "growth_measure.z_hc" CHECK ("z_hc" BETWEEN -9999 AND 9999),
  "p_wfa" @I64
    CONSTRAINT "growth_measure.p_wfa" CHECK ("p_wfa" BETWEEN 0 AND 1000),
  "p_hfa" @I64
    CONSTRAINT "growth_measure.p_hfa" CHECK ("p_hfa" BETWEEN 0 AND 1000),
  "p_wfh" @I64
    CONSTRAINT "growth_measure.p_wfh" CHECK ("p_wfh" BETWEEN 0 AND 1000),
  "p_bmi" @I64
    CONSTRAINT "growth_measure.p_bmi" CHECK ("p_bmi" BETWEEN 0 AND 1000),
  "p_hc" @I64
    CONSTRAINT "growth_measure.p_hc" CHECK ("p_hc" BETWEEN 0 AND 1000),
  "grade" TEXT
    CONSTRAINT "growth_measure.grade" CHECK (length ("grade") BETWEEN 1 AND 60),
  "nutrition" TEXT
    CONSTRAINT "growth_measure.nutrition" CHECK (length ("nutrition") BETWEEN 1 AND 20000),
  "implausible" @I64
    CONSTRAINT "growth_measure.implausible" CHECK ("implausible" IN (0, 1)),
  "implausible_note" TEXT
    CONSTRAINT "growth_measure.implausible_note" CHECK (length ("implausible_note") BETWEEN 1 AND 200),
  "visit" TEXT @REFERENCES "visit" (id)
    CONSTRAINT "growth_measure.visit" CHECK (length ("visit") = 36),
  "next_due_on" TEXT
    CONSTRAINT "growth_measure.next_due_on" CHECK ("next_due_on" LIKE '____-__-__' AND "next_due_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "supersedes" TEXT @REFERENCES "growth_measure" (id)
    CONSTRAINT "growth_measure.supersedes" CHECK (length ("supersedes") = 36),
  "void" @I64
    CONSTRAINT "growth_measure.void" CHECK ("void" IN (0, 1)),
  "void_reason" TEXT
    CONSTRAINT "growth_measure.void_reason" CHECK (length ("void_reason") BETWEEN 1 AND 200)
) @STRICT;
CREATE INDEX "growth_measure_child" ON "growth_measure" ("child", id);
CREATE INDEX "growth_measure_measured_on" ON "growth_measure" ("measured_on", id);
CREATE INDEX "growth_measure_next_due_on" ON "growth_measure" ("next_due_on", id);

-- 预防接种 Vaccination (domain 6.25)
CREATE TABLE "vaccination" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "vaccination.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "vaccination.child" CHECK (length ("child") = 36),
  "vaccine" TEXT NOT NULL
    CONSTRAINT "vaccination.vaccine" CHECK (length ("vaccine") BETWEEN 1 AND 60),
  "dose_no" @I64 NOT NULL
    CONSTRAINT "vaccination.dose_no" CHECK ("dose_no" BETWEEN 1 AND 20),
  "given_on" TEXT
    CONSTRAINT "vaccination.given_on" CHECK ("given_on" LIKE '____-__-__' AND "given_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "batch_no" TEXT
    CONSTRAINT "vaccination.batch_no" CHECK (length ("batch_no") BETWEEN 1 AND 30),
  "maker" TEXT
    CONSTRAINT "vaccination.maker" CHECK (length ("maker") BETWEEN 1 AND 50),
  "body_site" TEXT
    CONSTRAINT "vaccination.body_site" CHECK (length ("body_site") BETWEEN 1 AND 20),
  "clinic" TEXT
    CONSTRAINT "vaccination.clinic" CHECK (length ("clinic") BETWEEN 1 AND 100),
  "reaction" TEXT
    CONSTRAINT "vaccination.reaction" CHECK (length ("reaction") BETWEEN 1 AND 20000),
  "deferred" TEXT
    CONSTRAINT "vaccination.deferred" CHECK (length ("deferred") BETWEEN 1 AND 200),
  "deferred_until" TEXT
    CONSTRAINT "vaccination.deferred_until" CHECK ("deferred_until" LIKE '____-__-__' AND "deferred_until" BETWEEN '0001-01-01' AND '9999-12-31'),
  "card_no" TEXT
    CONSTRAINT "vaccination.card_no" CHECK (length ("card_no") BETWEEN 1 AND 30),
  "void" @I64
    CONSTRAINT "vaccination.void" CHECK ("void" IN (0, 1)),
  "void_reason" TEXT
    CONSTRAINT "vaccination.void_reason" CHECK (length ("void_reason") BETWEEN 1 AND 200)
) @STRICT;
CREATE INDEX "vaccination_child" ON "vaccination" ("child", id);

-- 寄养家庭 Foster family (domain 6.6)
CREATE TABLE "family" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "family.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "family_no" TEXT NOT NULL
    CONSTRAINT "family.family_no" CHECK (length ("family_no") BETWEEN 1 AND 20),
  "name" TEXT
    CONSTRAINT "family.name" CHECK (length ("name") BETWEEN 1 AND 60),
  "applicant_member" TEXT @REFERENCES "family_member" (id)
    CONSTRAINT "family.applicant_member" CHECK (length ("applicant_member") = 36),
  "main_caregiver_member" TEXT @REFERENCES "family_member" (id)
    CONSTRAINT "family.main_caregiver_member" CHECK (length ("main_caregiver_member") = 36),
  "hukou_division" TEXT
    CONSTRAINT "family.hukou_division" CHECK (length ("hukou_division") BETWEEN 1 AND 60),
  "home_division" TEXT
    CONSTRAINT "family.home_division" CHECK (length ("home_division") BETWEEN 1 AND 60),
  "address" TEXT
    CONSTRAINT "family.address" CHECK (length ("address") BETWEEN 1 AND 200),
  "phone" TEXT
    CONSTRAINT "family.phone" CHECK (length ("phone") BETWEEN 1 AND 20),
  "geo" TEXT
    CONSTRAINT "family.geo" CHECK (length ("geo") BETWEEN 1 AND 40),
  "home_ownership" TEXT
    CONSTRAINT "family.home_ownership" CHECK (length ("home_ownership") BETWEEN 1 AND 60),
  "home_type" TEXT
    CONSTRAINT "family.home_type" CHECK (length ("home_type") BETWEEN 1 AND 60),
  "area_m2" @I64
    CONSTRAINT "family.area_m2" CHECK ("area_m2" BETWEEN 0 AND 100000),
  "rooms" @I64
    CONSTRAINT "family.rooms" CHECK ("rooms" BETWEEN 0 AND 100),
  "annual_income_fen" @I64
    CONSTRAINT "family.annual_income_fen" CHECK ("annual_income_fen" BETWEEN 0 AND 100000000000),
  "income_sources" TEXT
    CONSTRAINT "family.income_sources" CHECK (length ("income_sources") BETWEEN 1 AND 20000),
  "school_km" @I64
    CONSTRAINT "family.school_km" CHECK ("school_km" BETWEEN 0 AND 10000),
  "clinic_km" @I64
    CONSTRAINT "family.clinic_km" CHECK ("clinic_km" BETWEEN 0 AND 10000),
  "rehab_base_km" @I64
    CONSTRAINT "family.rehab_base_km" CHECK ("rehab_base_km" BETWEEN 0 AND 10000),
  "pets" TEXT
    CONSTRAINT "family.pets" CHECK (length ("pets") BETWEEN 1 AND 20000),
  "hazards" TEXT
    CONSTRAINT "family.hazards" CHECK ("hazards" LIKE '[{%}]'),
  "capacity" @I64
    CONSTRAINT "family.capacity" CHECK ("capacity" BETWEEN 0 AND 2),
  "approved_on" TEXT
    CONSTRAINT "family.approved_on" CHECK ("approved_on" LIKE '____-__-__' AND "approved_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "approved_until" TEXT
    CONSTRAINT "family.approved_until" CHECK ("approved_until" LIKE '____-__-__' AND "approved_until" BETWEEN '0001-01-01' AND '9999-12-31'),
  "approval_no" TEXT
    CONSTRAINT "family.approval_no" CHECK (length ("approval_no") BETWEEN 1 AND 30),
  "filed_on" TEXT
    CONSTRAINT "family.filed_on" CHECK ("filed_on" LIKE '____-__-__' AND "filed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "filed_no" TEXT
    CONSTRAINT "family.filed_no" CHECK (length ("filed_no") BETWEEN 1 AND 30),
  "bank_name" TEXT
    CONSTRAINT "family.bank_name" CHECK (length ("bank_name") BETWEEN 1 AND 100),
  "bank_account" TEXT
    CONSTRAINT "family.bank_account" CHECK (length ("bank_account") BETWEEN 1 AND 30),
  "account_holder" TEXT
    CONSTRAINT "family.account_holder" CHECK (length ("account_holder") BETWEEN 1 AND 50),
  "status" TEXT NOT NULL
    CONSTRAINT "family.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "status_before" TEXT
    CONSTRAINT "family.status_before" CHECK (length ("status_before") BETWEEN 1 AND 60),
  "status_reason" TEXT
    CONSTRAINT "family.status_reason" CHECK (length ("status_reason") BETWEEN 1 AND 20000),
  "suspended_on" TEXT
    CONSTRAINT "family.suspended_on" CHECK ("suspended_on" LIKE '____-__-__' AND "suspended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "blacklist_flag" @I64
    CONSTRAINT "family.blacklist_flag" CHECK ("blacklist_flag" IN (0, 1)),
  "blacklist_reason" TEXT
    CONSTRAINT "family.blacklist_reason" CHECK (length ("blacklist_reason") BETWEEN 1 AND 20000),
  "blacklist_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "family.blacklist_by" CHECK (length ("blacklist_by") = 36),
  "blacklist_on" TEXT
    CONSTRAINT "family.blacklist_on" CHECK ("blacklist_on" LIKE '____-__-__' AND "blacklist_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "import_batch" TEXT @REFERENCES "import_batch" (id)
    CONSTRAINT "family.import_batch" CHECK (length ("import_batch") = 36),
  "name_sort" TEXT
) @STRICT;
CREATE UNIQUE INDEX "family_family_no_unique" ON "family" ("family_no");
CREATE INDEX "family_family_no" ON "family" ("family_no", id, status);
CREATE INDEX "family_main_caregiver_member" ON "family" ("main_caregiver_member", id, status);
CREATE INDEX "family_home_division" ON "family" ("home_division", id, status);
CREATE INDEX "family_phone" ON "family" ("phone", id, status);
CREATE INDEX "family_approved_until" ON "family" ("approved_until", id, status);
CREATE INDEX "family_status" ON "family" ("status", id);
CREATE INDEX "family_import_batch" ON "family" ("import_batch", id, status);
CREATE INDEX "family_name_sort" ON "family" ("name_sort", id, status);

-- 家庭成员 Family member (domain 6.7)
CREATE TABLE "family_member" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "family_member.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "family_member.family" CHECK (length ("family") = 36),
  "name" TEXT NOT NULL
    CONSTRAINT "family_member.name" CHECK (length ("name") BETWEEN 1 AND 50),
  "sex" TEXT
    CONSTRAINT "family_member.sex" CHECK (length ("sex") BETWEEN 1 AND 60),
  "birth_date" TEXT
    CONSTRAINT "family_member.birth_date" CHECK ("birth_date" LIKE '____-__-__' AND "birth_date" BETWEEN '0001-01-01' AND '9999-12-31'),
  "id_type" TEXT
    CONSTRAINT "family_member.id_type" CHECK (length ("id_type") BETWEEN 1 AND 60),
  "id_no" TEXT
    CONSTRAINT "family_member.id_no" CHECK (length ("id_no") BETWEEN 1 AND 18),
  "relation_to_head" TEXT
    CONSTRAINT "family_member.relation_to_head" CHECK (length ("relation_to_head") BETWEEN 1 AND 60),
  "marital" TEXT
    CONSTRAINT "family_member.marital" CHECK (length ("marital") BETWEEN 1 AND 60),
  "education" TEXT
    CONSTRAINT "family_member.education" CHECK (length ("education") BETWEEN 1 AND 60),
  "ethnic" TEXT
    CONSTRAINT "family_member.ethnic" CHECK (length ("ethnic") BETWEEN 1 AND 60),
  "occupation" TEXT
    CONSTRAINT "family_member.occupation" CHECK (length ("occupation") BETWEEN 1 AND 50),
  "employer" TEXT
    CONSTRAINT "family_member.employer" CHECK (length ("employer") BETWEEN 1 AND 100),
  "phone" TEXT
    CONSTRAINT "family_member.phone" CHECK (length ("phone") BETWEEN 1 AND 20),
  "income_fen" @I64
    CONSTRAINT "family_member.income_fen" CHECK ("income_fen" BETWEEN 0 AND 100000000000),
  "health" TEXT
    CONSTRAINT "family_member.health" CHECK (length ("health") BETWEEN 1 AND 60),
  "infectious_disease" @I64
    CONSTRAINT "family_member.infectious_disease" CHECK ("infectious_disease" IN (0, 1)),
  "mental_disease" @I64
    CONSTRAINT "family_member.mental_disease" CHECK ("mental_disease" IN (0, 1)),
  "psych_disorder" @I64
    CONSTRAINT "family_member.psych_disorder" CHECK ("psych_disorder" IN (0, 1)),
  "other_disease" @I64
    CONSTRAINT "family_member.other_disease" CHECK ("other_disease" IN (0, 1)),
  "health_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "family_member.health_doc" CHECK (length ("health_doc") = 36),
  "health_on" TEXT
    CONSTRAINT "family_member.health_on" CHECK ("health_on" LIKE '____-__-__' AND "health_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "crime_check_on" TEXT
    CONSTRAINT "family_member.crime_check_on" CHECK ("crime_check_on" LIKE '____-__-__' AND "crime_check_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "crime_check_result" TEXT
    CONSTRAINT "family_member.crime_check_result" CHECK (length ("crime_check_result") BETWEEN 1 AND 60),
  "habits" TEXT
    CONSTRAINT "family_member.habits" CHECK (length ("habits") BETWEEN 1 AND 20000),
  "bad_habits" TEXT
    CONSTRAINT "family_member.bad_habits" CHECK (length ("bad_habits") BETWEEN 1 AND 20000),
  "co_living" @I64
    CONSTRAINT "family_member.co_living" CHECK ("co_living" IN (0, 1)),
  "foster_child" @I64
    CONSTRAINT "family_member.foster_child" CHECK ("foster_child" IN (0, 1)),
  "joined_on" TEXT
    CONSTRAINT "family_member.joined_on" CHECK ("joined_on" LIKE '____-__-__' AND "joined_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "left_on" TEXT
    CONSTRAINT "family_member.left_on" CHECK ("left_on" LIKE '____-__-__' AND "left_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "consent" TEXT
    CONSTRAINT "family_member.consent" CHECK (length ("consent") BETWEEN 1 AND 60),
  "consent_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "family_member.consent_doc" CHECK (length ("consent_doc") = 36),
  "consent_on" TEXT
    CONSTRAINT "family_member.consent_on" CHECK ("consent_on" LIKE '____-__-__' AND "consent_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "skills" TEXT
    CONSTRAINT "family_member.skills" CHECK (length ("skills") BETWEEN 1 AND 20000),
  "import_batch" TEXT @REFERENCES "import_batch" (id)
    CONSTRAINT "family_member.import_batch" CHECK (length ("import_batch") = 36),
  "name_sort" TEXT
) @STRICT;
CREATE INDEX "family_member_family" ON "family_member" ("family", id);
CREATE INDEX "family_member_id_no" ON "family_member" ("id_no", id);
CREATE INDEX "family_member_import_batch" ON "family_member" ("import_batch", id);
CREATE INDEX "family_member_name_sort" ON "family_member" ("name_sort", id);

-- 培训 Training (domain 6.14)
CREATE TABLE "training" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "training.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "training.family" CHECK (length ("family") = 36),
  "member" TEXT NOT NULL @REFERENCES "family_member" (id)
    CONSTRAINT "training.member" CHECK (length ("member") = 36),
  "kind" TEXT NOT NULL
    CONSTRAINT "training.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "course" TEXT
    CONSTRAINT "training.course" CHECK (length ("course") BETWEEN 1 AND 200),
  "from_on" TEXT
    CONSTRAINT "training.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "to_on" TEXT
    CONSTRAINT "training.to_on" CHECK ("to_on" LIKE '____-__-__' AND "to_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "hours" @I64
    CONSTRAINT "training.hours" CHECK ("hours" BETWEEN 0 AND 10000),
  "teacher" TEXT
    CONSTRAINT "training.teacher" CHECK (length ("teacher") BETWEEN 1 AND 50),
  "result" TEXT
    CONSTRAINT "training.result" CHECK (length ("result") BETWEEN 1 AND 60),
  "score" @I64
    CONSTRAINT "training.score" CHECK ("score" BETWEEN 0 AND 1000),
  "certificate_no" TEXT
    CONSTRAINT "training.certificate_no" CHECK (length ("certificate_no") BETWEEN 1 AND 30),
  "document" TEXT @REFERENCES "document" (id)
    CONSTRAINT "training.document" CHECK (length ("document") = 36)
) @STRICT;
CREATE INDEX "training_family" ON "training" ("family", id);
CREATE INDEX "training_member" ON "training" ("member", id);
CREATE INDEX "training_certificate_no" ON "training" ("certificate_no", id);

-- 主要照料人任期 Period of a main caregiver (domain 6.8)
CREATE TABLE "caregiver_period" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "caregiver_period.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "caregiver_period.family" CHECK (length ("family") = 36),
  "member" TEXT NOT NULL @REFERENCES "family_member" (id)
    CONSTRAINT "caregiver_period.member" CHECK (length ("member") = 36),
  "from_on" TEXT NOT NULL
    CONSTRAINT "caregiver_period.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "to_on" TEXT
    CONSTRAINT "caregiver_period.to_on" CHECK ("to_on" LIKE '____-__-__' AND "to_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "reason" TEXT
    CONSTRAINT "caregiver_period.reason" CHECK (length ("reason") BETWEEN 1 AND 20000),
  "approved_on" TEXT
    CONSTRAINT "caregiver_period.approved_on" CHECK ("approved_on" LIKE '____-__-__' AND "approved_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "training" TEXT @REFERENCES "training" (id)
    CONSTRAINT "caregiver_period.training" CHECK (length ("training") = 36),
  "amendment" TEXT @REFERENCES "document" (id)
    CONSTRAINT "caregiver_period.amendment" CHECK (length ("amendment") = 36)
) @STRICT;
CREATE INDEX "caregiver_period_family" ON "caregiver_period" ("family", id);
CREATE INDEX "caregiver_period_member" ON "caregiver_period" ("member", id);

-- 寄养申请 Application (domain 6.9)
CREATE TABLE "application" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "application.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "application.family" CHECK (length ("family") = 36),
  "app_no" TEXT NOT NULL
    CONSTRAINT "application.app_no" CHECK (length ("app_no") BETWEEN 1 AND 30),
  "applied_on" TEXT NOT NULL
    CONSTRAINT "application.applied_on" CHECK ("applied_on" LIKE '____-__-__' AND "applied_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "channel" TEXT
    CONSTRAINT "application.channel" CHECK (length ("channel") BETWEEN 1 AND 60),
  "wish_sex" TEXT
    CONSTRAINT "application.wish_sex" CHECK (length ("wish_sex") BETWEEN 1 AND 60),
  "wish_age_from" @I64
    CONSTRAINT "application.wish_age_from" CHECK ("wish_age_from" BETWEEN 0 AND 17),
  "wish_age_to" @I64
    CONSTRAINT "application.wish_age_to" CHECK ("wish_age_to" BETWEEN 0 AND 17),
  "wish_number" @I64
    CONSTRAINT "application.wish_number" CHECK ("wish_number" BETWEEN 1 AND 2),
  "accept_disability" @I64
    CONSTRAINT "application.accept_disability" CHECK ("accept_disability" IN (0, 1)),
  "motive" TEXT
    CONSTRAINT "application.motive" CHECK (length ("motive") BETWEEN 1 AND 60),
  "motive_text" TEXT
    CONSTRAINT "application.motive_text" CHECK (length ("motive_text") BETWEEN 1 AND 20000),
  "documents" TEXT
    CONSTRAINT "application.documents" CHECK ("documents" LIKE '[{%}]'),
  "form_version" @I64
    CONSTRAINT "application.form_version" CHECK ("form_version" BETWEEN 1 AND 100000),
  "form_edition" TEXT @REFERENCES "form_edition" (id)
    CONSTRAINT "application.form_edition" CHECK (length ("form_edition") = 36),
  "answers" TEXT
    CONSTRAINT "application.answers" CHECK ("answers" LIKE '[{%}]'),
  "received_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "application.received_by" CHECK (length ("received_by") = 36),
  "accepted_on" TEXT
    CONSTRAINT "application.accepted_on" CHECK ("accepted_on" LIKE '____-__-__' AND "accepted_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "returned_on" TEXT
    CONSTRAINT "application.returned_on" CHECK ("returned_on" LIKE '____-__-__' AND "returned_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "returned_reason" TEXT
    CONSTRAINT "application.returned_reason" CHECK (length ("returned_reason") BETWEEN 1 AND 20000),
  "privacy_consent_on" TEXT
    CONSTRAINT "application.privacy_consent_on" CHECK ("privacy_consent_on" LIKE '____-__-__' AND "privacy_consent_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "status" TEXT NOT NULL
    CONSTRAINT "application.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "decided_on" TEXT
    CONSTRAINT "application.decided_on" CHECK ("decided_on" LIKE '____-__-__' AND "decided_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "decision_reason" TEXT
    CONSTRAINT "application.decision_reason" CHECK (length ("decision_reason") BETWEEN 1 AND 20000),
  "withdrawn_on" TEXT
    CONSTRAINT "application.withdrawn_on" CHECK ("withdrawn_on" LIKE '____-__-__' AND "withdrawn_on" BETWEEN '0001-01-01' AND '9999-12-31')
) @STRICT;
CREATE INDEX "application_family" ON "application" ("family", id, status);
CREATE UNIQUE INDEX "application_app_no_unique" ON "application" ("app_no");
CREATE INDEX "application_app_no" ON "application" ("app_no", id, status);
CREATE INDEX "application_status" ON "application" ("status", id);

-- 匹配 Matching (domain 6.13)
CREATE TABLE "matching" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "matching.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "matching.child" CHECK (length ("child") = 36),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "matching.family" CHECK (length ("family") = 36),
  "proposed_on" TEXT NOT NULL
    CONSTRAINT "matching.proposed_on" CHECK ("proposed_on" LIKE '____-__-__' AND "proposed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "proposer" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "matching.proposer" CHECK (length ("proposer") = 36),
  "reasons_text" TEXT
    CONSTRAINT "matching.reasons_text" CHECK (length ("reasons_text") BETWEEN 1 AND 20000),
  "guards" TEXT
    CONSTRAINT "matching.guards" CHECK (length ("guards") BETWEEN 1 AND 20000),
  "meetings" TEXT
    CONSTRAINT "matching.meetings" CHECK ("meetings" LIKE '[{%}]'),
  "decision" TEXT
    CONSTRAINT "matching.decision" CHECK (length ("decision") BETWEEN 1 AND 60),
  "decided_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "matching.decided_by" CHECK (length ("decided_by") = 36),
  "decided_on" TEXT
    CONSTRAINT "matching.decided_on" CHECK ("decided_on" LIKE '____-__-__' AND "decided_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "decision_text" TEXT
    CONSTRAINT "matching.decision_text" CHECK (length ("decision_text") BETWEEN 1 AND 20000),
  "attendees" TEXT
    CONSTRAINT "matching.attendees" CHECK (length ("attendees") BETWEEN 1 AND 20000),
  "attendee_names" TEXT
    CONSTRAINT "matching.attendee_names" CHECK (length ("attendee_names") BETWEEN 1 AND 200),
  "cross_area_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "matching.cross_area_doc" CHECK (length ("cross_area_doc") = 36),
  "reasons" TEXT
    CONSTRAINT "matching.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "matching.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "matching_child" ON "matching" ("child", id);
CREATE INDEX "matching_family" ON "matching" ("family", id);

-- 家庭寄养协议 Foster-care agreement (O54 12(5))
CREATE TABLE "agreement" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "agreement.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "agreement_no" TEXT NOT NULL
    CONSTRAINT "agreement.agreement_no" CHECK (length ("agreement_no") BETWEEN 1 AND 30),
  "institution" TEXT @REFERENCES "institution" (id)
    CONSTRAINT "agreement.institution" CHECK (length ("institution") = 36),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "agreement.family" CHECK (length ("family") = 36),
  "caregiver" TEXT @REFERENCES "family_member" (id)
    CONSTRAINT "agreement.caregiver" CHECK (length ("caregiver") = 36),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "agreement.child" CHECK (length ("child") = 36),
  "matching" TEXT @REFERENCES "matching" (id)
    CONSTRAINT "agreement.matching" CHECK (length ("matching") = 36),
  "signed_inst_on" TEXT
    CONSTRAINT "agreement.signed_inst_on" CHECK ("signed_inst_on" LIKE '____-__-__' AND "signed_inst_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "signed_family_on" TEXT
    CONSTRAINT "agreement.signed_family_on" CHECK ("signed_family_on" LIKE '____-__-__' AND "signed_family_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "effective_on" TEXT
    CONSTRAINT "agreement.effective_on" CHECK ("effective_on" LIKE '____-__-__' AND "effective_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "term_from" TEXT
    CONSTRAINT "agreement.term_from" CHECK ("term_from" LIKE '____-__-__' AND "term_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "term_to" TEXT
    CONSTRAINT "agreement.term_to" CHECK ("term_to" LIKE '____-__-__' AND "term_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "integration_days" @I64
    CONSTRAINT "agreement.integration_days" CHECK ("integration_days" BETWEEN 60 AND 90),
  "allowances" TEXT
    CONSTRAINT "agreement.allowances" CHECK ("allowances" LIKE '[{%}]'),
  "visit_plan" TEXT
    CONSTRAINT "agreement.visit_plan" CHECK (length ("visit_plan") BETWEEN 1 AND 20000),
  "short_care_for" TEXT
    CONSTRAINT "agreement.short_care_for" CHECK (length ("short_care_for") BETWEEN 1 AND 20000),
  "short_care_reasons" TEXT
    CONSTRAINT "agreement.short_care_reasons" CHECK (length ("short_care_reasons") BETWEEN 1 AND 20000),
  "duties_inst" TEXT
    CONSTRAINT "agreement.duties_inst" CHECK (length ("duties_inst") BETWEEN 1 AND 20000),
  "duties_family" TEXT
    CONSTRAINT "agreement.duties_family" CHECK (length ("duties_family") BETWEEN 1 AND 20000),
  "breach" TEXT
    CONSTRAINT "agreement.breach" CHECK (length ("breach") BETWEEN 1 AND 20000),
  "clause_version" @I64
    CONSTRAINT "agreement.clause_version" CHECK ("clause_version" BETWEEN 1 AND 100000),
  "scan" TEXT @REFERENCES "document" (id)
    CONSTRAINT "agreement.scan" CHECK (length ("scan") = 36),
  "amendments" TEXT
    CONSTRAINT "agreement.amendments" CHECK ("amendments" LIKE '[{%}]'),
  "filed_on" TEXT
    CONSTRAINT "agreement.filed_on" CHECK ("filed_on" LIKE '____-__-__' AND "filed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "filed_no" TEXT
    CONSTRAINT "agreement.filed_no" CHECK (length ("filed_no") BETWEEN 1 AND 30),
  "ended_on" TEXT
    CONSTRAINT "agreement.ended_on" CHECK ("ended_on" LIKE '____-__-__' AND "ended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "status" TEXT NOT NULL
    CONSTRAINT "agreement.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "reasons" TEXT
    CONSTRAINT "agreement.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "agreement.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE UNIQUE INDEX "agreement_agreement_no_unique" ON "agreement" ("agreement_no");
CREATE INDEX "agreement_agreement_no" ON "agreement" ("agreement_no", id, status);
CREATE INDEX "agreement_family" ON "agreement" ("family", id, status);
CREATE INDEX "agreement_caregiver" ON "agreement" ("caregiver", id, status);
CREATE INDEX "agreement_child" ON "agreement" ("child", id, status);
CREATE INDEX "agreement_term_to" ON "agreement" ("term_to", id, status);
CREATE INDEX "agreement_status" ON "agreement" ("status", id);

-- 寄养关系 Placement (domain 6.16)
CREATE TABLE "placement" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "placement.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "placement_no" TEXT NOT NULL
    CONSTRAINT "placement.placement_no" CHECK (length ("placement_no") BETWEEN 1 AND 30),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "placement.child" CHECK (length ("child") = 36),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "placement.family" CHECK (length ("family") = 36),
  "matching" TEXT @REFERENCES "matching" (id)
    CONSTRAINT "placement.matching" CHECK (length ("matching") = 36),
  "agreement" TEXT @REFERENCES "agreement" (id)
    CONSTRAINT "placement.agreement" CHECK (length ("agreement") = 36),
  "proposed_on" TEXT NOT NULL
    CONSTRAINT "placement.proposed_on" CHECK ("proposed_on" LIKE '____-__-__' AND "proposed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "moved_in_on" TEXT
    CONSTRAINT "placement.moved_in_on" CHECK ("moved_in_on" LIKE '____-__-__' AND "moved_in_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "integration_due_min" TEXT
    CONSTRAINT "placement.integration_due_min" CHECK ("integration_due_min" LIKE '____-__-__' AND "integration_due_min" BETWEEN '0001-01-01' AND '9999-12-31'),
  "integration_due_max" TEXT
    CONSTRAINT "placement.integration_due_max" CHECK ("integration_due_max" LIKE '____-__-__' AND "integration_due_max" BETWEEN '0001-01-01' AND '9999-12-31'),
  "integration_eval" TEXT @REFERENCES "evaluation" (id)
    CONSTRAINT "placement.integration_eval" CHECK (length ("integration_eval") = 36),
  "confirmed_on" TEXT
    CONSTRAINT "placement.confirmed_on" CHECK ("confirmed_on" LIKE '____-__-__' AND "confirmed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "extended_to" TEXT
    CONSTRAINT "placement.extended_to" CHECK ("extended_to" LIKE '____-__-__' AND "extended_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "extend_reason" TEXT
    CONSTRAINT "placement.extend_reason" CHECK (length ("extend_reason") BETWEEN 1 AND 20000),
  "care_worker" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "placement.care_worker" CHECK (length ("care_worker") = 36),
  "home_division" TEXT
    CONSTRAINT "placement.home_division" CHECK (length ("home_division") BETWEEN 1 AND 60),
  "status" TEXT NOT NULL
    CONSTRAINT "placement.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "status_before" TEXT
    CONSTRAINT "placement.status_before" CHECK (length ("status_before") BETWEEN 1 AND 60),
  "suspended_on" TEXT
    CONSTRAINT "placement.suspended_on" CHECK ("suspended_on" LIKE '____-__-__' AND "suspended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "suspend_reason" TEXT
    CONSTRAINT "placement.suspend_reason" CHECK (length ("suspend_reason") BETWEEN 1 AND 20000),
  "removals" TEXT
    CONSTRAINT "placement.removals" CHECK ("removals" LIKE '[{%}]'),
  "pauses" TEXT
    CONSTRAINT "placement.pauses" CHECK ("pauses" LIKE '[{%}]'),
  "returned_on" TEXT
    CONSTRAINT "placement.returned_on" CHECK ("returned_on" LIKE '____-__-__' AND "returned_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "return_reason" TEXT
    CONSTRAINT "placement.return_reason" CHECK (length ("return_reason") BETWEEN 1 AND 20000),
  "short_care_from" TEXT
    CONSTRAINT "placement.short_care_from" CHECK ("short_care_from" LIKE '____-__-__' AND "short_care_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "short_care_to" TEXT
    CONSTRAINT "placement.short_care_to" CHECK ("short_care_to" LIKE '____-__-__' AND "short_care_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "short_care_reason" TEXT
    CONSTRAINT "placement.short_care_reason" CHECK (length ("short_care_reason") BETWEEN 1 AND 20000),
  "ended_on" TEXT
    CONSTRAINT "placement.ended_on" CHECK ("ended_on" LIKE '____-__-__' AND "ended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "termination" TEXT @REFERENCES "termination" (id)
    CONSTRAINT "placement.termination" CHECK (length ("termination") = 36),
  "adopt_wish_on" TEXT
    CONSTRAINT "placement.adopt_wish_on" CHECK ("adopt_wish_on" LIKE '____-__-__' AND "adopt_wish_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "adopt_wish" TEXT
    CONSTRAINT "placement.adopt_wish" CHECK (length ("adopt_wish") BETWEEN 1 AND 20000),
  "cancel_reason" TEXT
    CONSTRAINT "placement.cancel_reason" CHECK (length ("cancel_reason") BETWEEN 1 AND 20000),
  "cancelled_on" TEXT
    CONSTRAINT "placement.cancelled_on" CHECK ("cancelled_on" LIKE '____-__-__' AND "cancelled_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "reasons" TEXT
    CONSTRAINT "placement.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "placement.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE UNIQUE INDEX "placement_placement_no_unique" ON "placement" ("placement_no");
CREATE INDEX "placement_placement_no" ON "placement" ("placement_no", id, status);
CREATE INDEX "placement_child" ON "placement" ("child", id, status);
CREATE INDEX "placement_family" ON "placement" ("family", id, status);
CREATE INDEX "placement_agreement" ON "placement" ("agreement", id, status);
CREATE INDEX "placement_moved_in_on" ON "placement" ("moved_in_on", id, status);
CREATE INDEX "placement_care_worker" ON "placement" ("care_worker", id, status);
CREATE INDEX "placement_status" ON "placement" ("status", id);
CREATE INDEX "placement_ended_on" ON "placement" ("ended_on", id, status);

-- 短期养育 Short-term care (domain 6.17)
CREATE TABLE "short_care" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "short_care.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "placement" TEXT NOT NULL @REFERENCES "placement" (id)
    CONSTRAINT "short_care.placement" CHECK (length ("placement") = 36),
  "from_on" TEXT NOT NULL
    CONSTRAINT "short_care.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "until_on" TEXT
    CONSTRAINT "short_care.until_on" CHECK ("until_on" LIKE '____-__-__' AND "until_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "reason" TEXT
    CONSTRAINT "short_care.reason" CHECK (length ("reason") BETWEEN 1 AND 60),
  "reason_text" TEXT
    CONSTRAINT "short_care.reason_text" CHECK (length ("reason_text") BETWEEN 1 AND 20000),
  "place" TEXT
    CONSTRAINT "short_care.place" CHECK (length ("place") BETWEEN 1 AND 60),
  "family" TEXT @REFERENCES "family" (id)
    CONSTRAINT "short_care.family" CHECK (length ("family") = 36),
  "carer" TEXT
    CONSTRAINT "short_care.carer" CHECK (length ("carer") BETWEEN 1 AND 50),
  "approved_on" TEXT
    CONSTRAINT "short_care.approved_on" CHECK ("approved_on" LIKE '____-__-__' AND "approved_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "approved_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "short_care.approved_by" CHECK (length ("approved_by") = 36),
  "ended_on" TEXT
    CONSTRAINT "short_care.ended_on" CHECK ("ended_on" LIKE '____-__-__' AND "ended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "returned" @I64
    CONSTRAINT "short_care.returned" CHECK ("returned" IN (0, 1)),
  "reasons" TEXT
    CONSTRAINT "short_care.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "short_care.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "short_care_placement" ON "short_care" ("placement", id);
CREATE INDEX "short_care_from_on" ON "short_care" ("from_on", id);
CREATE INDEX "short_care_family" ON "short_care" ("family", id);
CREATE INDEX "short_care_ended_on" ON "short_care" ("ended_on", id);

-- 探访 Visit (domain 6.18)
CREATE TABLE "visit" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "visit.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "placement" TEXT NOT NULL @REFERENCES "placement" (id)
    CONSTRAINT "visit.placement" CHECK (length ("placement") = 36),
  "visit_no" TEXT
    CONSTRAINT "visit.visit_no" CHECK (length ("visit_no") BETWEEN 1 AND 30),
  "visited_on" TEXT NOT NULL
    CONSTRAINT "visit.visited_on" CHECK ("visited_on" LIKE '____-__-__' AND "visited_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "visited_time" TEXT
    CONSTRAINT "visit.visited_time" CHECK (length ("visited_time") BETWEEN 1 AND 5),
  "planned" @I64
    CONSTRAINT "visit.planned" CHECK ("planned" IN (0, 1)),
  "unannounced" @I64
    CONSTRAINT "visit.unannounced" CHECK ("unannounced" IN (0, 1)),
  "visitors" TEXT
    CONSTRAINT "visit.visitors" CHECK (length ("visitors") BETWEEN 1 AND 20000),
  "visitor_names" TEXT
    CONSTRAINT "visit.visitor_names" CHECK (length ("visitor_names") BETWEEN 1 AND 100),
  "child_seen" @I64
    CONSTRAINT "visit.child_seen" CHECK ("child_seen" IN (0, 1)),
  "seen_alone" @I64
    CONSTRAINT "visit.seen_alone" CHECK ("seen_alone" IN (0, 1)),
  "rooms_seen" @I64
    CONSTRAINT "visit.rooms_seen" CHECK ("rooms_seen" IN (0, 1)),
  "items" TEXT
    CONSTRAINT "visit.items" CHECK ("items" LIKE '[{%}]'),
  "weight_g" @I64
    CONSTRAINT "visit.weight_g" CHECK ("weight_g" BETWEEN 300 AND 200000),
  "length_mm" @I64
    CONSTRAINT "visit.length_mm" CHECK ("length_mm" BETWEEN 300 AND 2300),
  "child_words" TEXT
    CONSTRAINT "visit.child_words" CHECK (length ("child_words") BETWEEN 1 AND 20000),
  "caregiver_words" TEXT
    CONSTRAINT "visit.caregiver_words" CHECK (length ("caregiver_words") BETWEEN 1 AND 20000),
  "problems" TEXT
    CONSTRAINT "visit.problems" CHECK ("problems" LIKE '[{%}]'),
  "photos" TEXT
    CONSTRAINT "visit.photos" CHECK (length ("photos") BETWEEN 1 AND 20000),
  "next_due" TEXT
    CONSTRAINT "visit.next_due" CHECK ("next_due" LIKE '____-__-__' AND "next_due" BETWEEN '0001-01-01' AND '9999-12-31'),
  "signed_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "visit.signed_doc" CHECK (length ("signed_doc") = 36)
) @STRICT;
CREATE INDEX "visit_placement" ON "visit" ("placement", id);
CREATE INDEX "visit_visit_no" ON "visit" ("visit_no", id);
CREATE INDEX "visit_visited_on" ON "visit" ("visited_on", id);

-- 规定与标准数值 Value set by the institution (domain appendix A)
CREATE TABLE "house_value" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "house_value.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "key" TEXT NOT NULL
    CONSTRAINT "house_value.key" CHECK (length ("key") BETWEEN 1 AND 60),
  "value" @I64 NOT NULL
    CONSTRAINT "house_value.value" CHECK ("value" BETWEEN 0 AND 100000000000),
  "valid_from" TEXT NOT NULL
    CONSTRAINT "house_value.valid_from" CHECK ("valid_from" LIKE '____-__-__' AND "valid_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "year" @I64
    CONSTRAINT "house_value.year" CHECK ("year" BETWEEN 2000 AND 2199),
  "reason" TEXT NOT NULL
    CONSTRAINT "house_value.reason" CHECK (length ("reason") BETWEEN 1 AND 20000),
  "withdraws" TEXT @REFERENCES "house_value" (id)
    CONSTRAINT "house_value.withdraws" CHECK (length ("withdraws") = 36)
) @STRICT;
CREATE INDEX "house_value_key" ON "house_value" ("key", id);

-- 机构自定评估条目 Items of the institution (domain 2.3)
CREATE TABLE "form_edition" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "form_edition.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "kind" TEXT NOT NULL
    CONSTRAINT "form_edition.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "edition" @I64 NOT NULL
    CONSTRAINT "form_edition.edition" CHECK ("edition" BETWEEN 1 AND 100000),
  "valid_from" TEXT NOT NULL
    CONSTRAINT "form_edition.valid_from" CHECK ("valid_from" LIKE '____-__-__' AND "valid_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "items" TEXT
    CONSTRAINT "form_edition.items" CHECK ("items" LIKE '[{%}]'),
  "change" TEXT
    CONSTRAINT "form_edition.change" CHECK (length ("change") BETWEEN 1 AND 20000),
  "withdraws" @I64
    CONSTRAINT "form_edition.withdraws" CHECK ("withdraws" BETWEEN 1 AND 100000)
) @STRICT;

-- 评估 Evaluation (domain 6.10)
CREATE TABLE "evaluation" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "evaluation.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "eval_no" TEXT NOT NULL
    CONSTRAINT "evaluation.eval_no" CHECK (length ("eval_no") BETWEEN 1 AND 30),
  "kind" TEXT NOT NULL
    CONSTRAINT "evaluation.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "subject_family" TEXT @REFERENCES "family" (id)
    CONSTRAINT "evaluation.subject_family" CHECK (length ("subject_family") = 36),
  "subject_child" TEXT @REFERENCES "child" (id)
    CONSTRAINT "evaluation.subject_child" CHECK (length ("subject_child") = 36),
  "placement" TEXT @REFERENCES "placement" (id)
    CONSTRAINT "evaluation.placement" CHECK (length ("placement") = 36),
  "form_id" TEXT
    CONSTRAINT "evaluation.form_id" CHECK (length ("form_id") BETWEEN 1 AND 40),
  "form_version" @I64
    CONSTRAINT "evaluation.form_version" CHECK ("form_version" BETWEEN 1 AND 100000),
  "form_edition" TEXT @REFERENCES "form_edition" (id)
    CONSTRAINT "evaluation.form_edition" CHECK (length ("form_edition") = 36),
  "form_sha256" TEXT
    CONSTRAINT "evaluation.form_sha256" CHECK (length ("form_sha256") BETWEEN 1 AND 64),
  "mode" TEXT
    CONSTRAINT "evaluation.mode" CHECK (length ("mode") BETWEEN 1 AND 20000),
  "provider_type" TEXT
    CONSTRAINT "evaluation.provider_type" CHECK (length ("provider_type") BETWEEN 1 AND 60),
  "provider_name" TEXT
    CONSTRAINT "evaluation.provider_name" CHECK (length ("provider_name") BETWEEN 1 AND 100),
  "provider_uscc" TEXT
    CONSTRAINT "evaluation.provider_uscc" CHECK (length ("provider_uscc") BETWEEN 1 AND 18),
  "contract_no" TEXT
    CONSTRAINT "evaluation.contract_no" CHECK (length ("contract_no") BETWEEN 1 AND 50),
  "contract_from" TEXT
    CONSTRAINT "evaluation.contract_from" CHECK ("contract_from" LIKE '____-__-__' AND "contract_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "contract_to" TEXT
    CONSTRAINT "evaluation.contract_to" CHECK ("contract_to" LIKE '____-__-__' AND "contract_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "reason_not_third_party" TEXT
    CONSTRAINT "evaluation.reason_not_third_party" CHECK (length ("reason_not_third_party") BETWEEN 1 AND 20000),
  "planned_on" TEXT
    CONSTRAINT "evaluation.planned_on" CHECK ("planned_on" LIKE '____-__-__' AND "planned_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "team_on" TEXT
    CONSTRAINT "evaluation.team_on" CHECK ("team_on" LIKE '____-__-__' AND "team_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "started_on" TEXT
    CONSTRAINT "evaluation.started_on" CHECK ("started_on" LIKE '____-__-__' AND "started_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "visited_on" TEXT
    CONSTRAINT "evaluation.visited_on" CHECK ("visited_on" LIKE '[{%}]'),
  "finished_on" TEXT
    CONSTRAINT "evaluation.finished_on" CHECK ("finished_on" LIKE '____-__-__' AND "finished_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "answers" TEXT
    CONSTRAINT "evaluation.answers" CHECK ("answers" LIKE '[{%}]'),
  "total_score" @I64
    CONSTRAINT "evaluation.total_score" CHECK ("total_score" BETWEEN 0 AND 100000),
  "grade" TEXT
    CONSTRAINT "evaluation.grade" CHECK (length ("grade") BETWEEN 1 AND 60),
  "conclusion" TEXT
    CONSTRAINT "evaluation.conclusion" CHECK (length ("conclusion") BETWEEN 1 AND 60),
  "opinion_text" TEXT
    CONSTRAINT "evaluation.opinion_text" CHECK (length ("opinion_text") BETWEEN 1 AND 20000),
  "rectify" TEXT
    CONSTRAINT "evaluation.rectify" CHECK ("rectify" LIKE '[{%}]'),
  "rectify_due" TEXT
    CONSTRAINT "evaluation.rectify_due" CHECK ("rectify_due" LIKE '____-__-__' AND "rectify_due" BETWEEN '0001-01-01' AND '9999-12-31'),
  "valid_until" TEXT
    CONSTRAINT "evaluation.valid_until" CHECK ("valid_until" LIKE '____-__-__' AND "valid_until" BETWEEN '0001-01-01' AND '9999-12-31'),
  "leader_signed_at" @I64,
  "report_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "evaluation.report_doc" CHECK (length ("report_doc") = 36),
  "final_digest" TEXT
    CONSTRAINT "evaluation.final_digest" CHECK (length ("final_digest") BETWEEN 1 AND 64),
  "reviewed_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "evaluation.reviewed_by" CHECK (length ("reviewed_by") = 36),
  "review_on" TEXT
    CONSTRAINT "evaluation.review_on" CHECK ("review_on" LIKE '____-__-__' AND "review_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "review_result" TEXT
    CONSTRAINT "evaluation.review_result" CHECK (length ("review_result") BETWEEN 1 AND 60),
  "review_text" TEXT
    CONSTRAINT "evaluation.review_text" CHECK (length ("review_text") BETWEEN 1 AND 20000),
  "told_on" TEXT
    CONSTRAINT "evaluation.told_on" CHECK ("told_on" LIKE '____-__-__' AND "told_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "told_how" TEXT
    CONSTRAINT "evaluation.told_how" CHECK (length ("told_how") BETWEEN 1 AND 60),
  "status" TEXT NOT NULL
    CONSTRAINT "evaluation.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "fieldwork" TEXT
    CONSTRAINT "evaluation.fieldwork" CHECK ("fieldwork" LIKE '[{%}]'),
  "supersedes" TEXT @REFERENCES "evaluation" (id)
    CONSTRAINT "evaluation.supersedes" CHECK (length ("supersedes") = 36),
  "needs" TEXT
    CONSTRAINT "evaluation.needs" CHECK ("needs" LIKE '[{%}]'),
  "correction_reason" TEXT
    CONSTRAINT "evaluation.correction_reason" CHECK (length ("correction_reason") BETWEEN 1 AND 20000),
  "reasons" TEXT
    CONSTRAINT "evaluation.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "evaluation.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE UNIQUE INDEX "evaluation_eval_no_unique" ON "evaluation" ("eval_no");
CREATE INDEX "evaluation_eval_no" ON "evaluation" ("eval_no", id, status);
CREATE INDEX "evaluation_kind" ON "evaluation" ("kind", id, status);
CREATE INDEX "evaluation_subject_family" ON "evaluation" ("subject_family", id, status);
CREATE INDEX "evaluation_subject_child" ON "evaluation" ("subject_child", id, status);
CREATE INDEX "evaluation_placement" ON "evaluation" ("placement", id, status);
CREATE INDEX "evaluation_planned_on" ON "evaluation" ("planned_on", id, status);
CREATE INDEX "evaluation_valid_until" ON "evaluation" ("valid_until", id, status);
CREATE INDEX "evaluation_status" ON "evaluation" ("status", id);
CREATE INDEX "evaluation_supersedes" ON "evaluation" ("supersedes", id, status);

-- 评估小组成员 Evaluation team member (domain 6.11)
CREATE TABLE "evaluation_member" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "evaluation_member.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "evaluation" TEXT NOT NULL @REFERENCES "evaluation" (id)
    CONSTRAINT "evaluation_member.evaluation" CHECK (length ("evaluation") = 36),
  "person" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "evaluation_member.person" CHECK (length ("person") = 36),
  "name" TEXT NOT NULL
    CONSTRAINT "evaluation_member.name" CHECK (length ("name") BETWEEN 1 AND 50),
  "id_no" TEXT
    CONSTRAINT "evaluation_member.id_no" CHECK (length ("id_no") BETWEEN 1 AND 18),
  "org" TEXT
    CONSTRAINT "evaluation_member.org" CHECK (length ("org") BETWEEN 1 AND 100),
  "org_uscc" TEXT
    CONSTRAINT "evaluation_member.org_uscc" CHECK (length ("org_uscc") BETWEEN 1 AND 18),
  "title" TEXT
    CONSTRAINT "evaluation_member.title" CHECK (length ("title") BETWEEN 1 AND 50),
  "login" TEXT
    CONSTRAINT "evaluation_member.login" CHECK (length ("login") BETWEEN 1 AND 30),
  "role" TEXT NOT NULL
    CONSTRAINT "evaluation_member.role" CHECK (length ("role") BETWEEN 1 AND 60),
  "cw_years" @I64
    CONSTRAINT "evaluation_member.cw_years" CHECK ("cw_years" BETWEEN 0 AND 700),
  "cw_years_start" TEXT
    CONSTRAINT "evaluation_member.cw_years_start" CHECK ("cw_years_start" LIKE '____-__-__' AND "cw_years_start" BETWEEN '0001-01-01' AND '9999-12-31'),
  "cw_proof" TEXT @REFERENCES "document" (id)
    CONSTRAINT "evaluation_member.cw_proof" CHECK (length ("cw_proof") = 36),
  "qualification" TEXT
    CONSTRAINT "evaluation_member.qualification" CHECK (length ("qualification") BETWEEN 1 AND 50),
  "conflict" @I64
    CONSTRAINT "evaluation_member.conflict" CHECK ("conflict" IN (0, 1)),
  "conflict_text" TEXT
    CONSTRAINT "evaluation_member.conflict_text" CHECK (length ("conflict_text") BETWEEN 1 AND 20000),
  "vote" TEXT
    CONSTRAINT "evaluation_member.vote" CHECK (length ("vote") BETWEEN 1 AND 60),
  "conclusion" TEXT
    CONSTRAINT "evaluation_member.conclusion" CHECK (length ("conclusion") BETWEEN 1 AND 60),
  "opinion" TEXT
    CONSTRAINT "evaluation_member.opinion" CHECK (length ("opinion") BETWEEN 1 AND 20000),
  "dissent" TEXT
    CONSTRAINT "evaluation_member.dissent" CHECK (length ("dissent") BETWEEN 1 AND 20000),
  "opinion_at" @I64,
  "signed_at" @I64,
  "sign_doc" TEXT @REFERENCES "document" (id)
    CONSTRAINT "evaluation_member.sign_doc" CHECK (length ("sign_doc") = 36),
  "left_on" TEXT
    CONSTRAINT "evaluation_member.left_on" CHECK ("left_on" LIKE '____-__-__' AND "left_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "name_sort" TEXT
) @STRICT;
CREATE INDEX "evaluation_member_evaluation" ON "evaluation_member" ("evaluation", id);
CREATE INDEX "evaluation_member_person" ON "evaluation_member" ("person", id);
CREATE INDEX "evaluation_member_login" ON "evaluation_member" ("login", id);
CREATE INDEX "evaluation_member_name_sort" ON "evaluation_member" ("name_sort", id);

-- 需求 Need (domain 5.6)
CREATE TABLE "need" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "need.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "evaluation" TEXT NOT NULL @REFERENCES "evaluation" (id)
    CONSTRAINT "need.evaluation" CHECK (length ("evaluation") = 36),
  "placement" TEXT NOT NULL @REFERENCES "placement" (id)
    CONSTRAINT "need.placement" CHECK (length ("placement") = 36),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "need.family" CHECK (length ("family") = 36),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "need.child" CHECK (length ("child") = 36),
  "item" TEXT
    CONSTRAINT "need.item" CHECK (length ("item") BETWEEN 1 AND 20),
  "area" TEXT NOT NULL
    CONSTRAINT "need.area" CHECK (length ("area") BETWEEN 1 AND 60),
  "text" TEXT NOT NULL
    CONSTRAINT "need.text" CHECK (length ("text") BETWEEN 1 AND 500),
  "urgency" TEXT NOT NULL
    CONSTRAINT "need.urgency" CHECK (length ("urgency") BETWEEN 1 AND 60),
  "plan" TEXT
    CONSTRAINT "need.plan" CHECK (length ("plan") BETWEEN 1 AND 20000),
  "staff" TEXT NOT NULL @REFERENCES "staff" (id)
    CONSTRAINT "need.staff" CHECK (length ("staff") = 36),
  "found_on" TEXT NOT NULL
    CONSTRAINT "need.found_on" CHECK ("found_on" LIKE '____-__-__' AND "found_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "due" TEXT NOT NULL
    CONSTRAINT "need.due" CHECK ("due" LIKE '____-__-__' AND "due" BETWEEN '0001-01-01' AND '9999-12-31'),
  "status" TEXT NOT NULL
    CONSTRAINT "need.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "closed_on" TEXT
    CONSTRAINT "need.closed_on" CHECK ("closed_on" LIKE '____-__-__' AND "closed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "closed_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "need.closed_by" CHECK (length ("closed_by") = 36),
  "done" TEXT
    CONSTRAINT "need.done" CHECK (length ("done") BETWEEN 1 AND 20000),
  "drop_reason" TEXT
    CONSTRAINT "need.drop_reason" CHECK (length ("drop_reason") BETWEEN 1 AND 20000)
) @STRICT;
CREATE INDEX "need_evaluation" ON "need" ("evaluation", id, status);
CREATE INDEX "need_placement" ON "need" ("placement", id, status);
CREATE INDEX "need_family" ON "need" ("family", id, status);
CREATE INDEX "need_child" ON "need" ("child", id, status);
CREATE INDEX "need_staff" ON "need" ("staff", id, status);
CREATE INDEX "need_status" ON "need" ("status", id);

-- 解除寄养 Termination (domain 6.21)
CREATE TABLE "termination" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "termination.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "placement" TEXT NOT NULL @REFERENCES "placement" (id)
    CONSTRAINT "termination.placement" CHECK (length ("placement") = 36),
  "initiator" TEXT
    CONSTRAINT "termination.initiator" CHECK (length ("initiator") BETWEEN 1 AND 60),
  "ground" TEXT
    CONSTRAINT "termination.ground" CHECK (length ("ground") BETWEEN 1 AND 60),
  "ground_text" TEXT
    CONSTRAINT "termination.ground_text" CHECK (length ("ground_text") BETWEEN 1 AND 20000),
  "evidence" TEXT
    CONSTRAINT "termination.evidence" CHECK (length ("evidence") BETWEEN 1 AND 20000),
  "started_on" TEXT NOT NULL
    CONSTRAINT "termination.started_on" CHECK ("started_on" LIKE '____-__-__' AND "started_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "applied_on" TEXT
    CONSTRAINT "termination.applied_on" CHECK ("applied_on" LIKE '____-__-__' AND "applied_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "earliest_end_on" TEXT
    CONSTRAINT "termination.earliest_end_on" CHECK ("earliest_end_on" LIKE '____-__-__' AND "earliest_end_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "decided_on" TEXT
    CONSTRAINT "termination.decided_on" CHECK ("decided_on" LIKE '____-__-__' AND "decided_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "decided_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "termination.decided_by" CHECK (length ("decided_by") = 36),
  "notice_no" TEXT
    CONSTRAINT "termination.notice_no" CHECK (length ("notice_no") BETWEEN 1 AND 30),
  "notice_served_on" TEXT
    CONSTRAINT "termination.notice_served_on" CHECK ("notice_served_on" LIKE '____-__-__' AND "notice_served_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "served_how" TEXT
    CONSTRAINT "termination.served_how" CHECK (length ("served_how") BETWEEN 1 AND 60),
  "filed_on" TEXT
    CONSTRAINT "termination.filed_on" CHECK ("filed_on" LIKE '____-__-__' AND "filed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "filed_no" TEXT
    CONSTRAINT "termination.filed_no" CHECK (length ("filed_no") BETWEEN 1 AND 30),
  "moved_to" TEXT
    CONSTRAINT "termination.moved_to" CHECK (length ("moved_to") BETWEEN 1 AND 60),
  "moved_to_name" TEXT
    CONSTRAINT "termination.moved_to_name" CHECK (length ("moved_to_name") BETWEEN 1 AND 100),
  "support_plan" TEXT
    CONSTRAINT "termination.support_plan" CHECK (length ("support_plan") BETWEEN 1 AND 20000),
  "child_opinion" TEXT @REFERENCES "child_opinion" (id)
    CONSTRAINT "termination.child_opinion" CHECK (length ("child_opinion") = 36),
  "eval_f" TEXT @REFERENCES "evaluation" (id)
    CONSTRAINT "termination.eval_f" CHECK (length ("eval_f") = 36),
  "eval_i" TEXT @REFERENCES "evaluation" (id)
    CONSTRAINT "termination.eval_i" CHECK (length ("eval_i") = 36),
  "settled_fen" @I64
    CONSTRAINT "termination.settled_fen" CHECK ("settled_fen" BETWEEN 0 AND 100000000000),
  "settled_on" TEXT
    CONSTRAINT "termination.settled_on" CHECK ("settled_on" LIKE '____-__-__' AND "settled_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "belongings_ok" @I64
    CONSTRAINT "termination.belongings_ok" CHECK ("belongings_ok" IN (0, 1)),
  "harm_report_no" TEXT
    CONSTRAINT "termination.harm_report_no" CHECK (length ("harm_report_no") BETWEEN 1 AND 50),
  "appeal" TEXT
    CONSTRAINT "termination.appeal" CHECK (length ("appeal") BETWEEN 1 AND 20000),
  "aftercare" TEXT
    CONSTRAINT "termination.aftercare" CHECK ("aftercare" LIKE '[{%}]'),
  "withdrawn_on" TEXT
    CONSTRAINT "termination.withdrawn_on" CHECK ("withdrawn_on" LIKE '____-__-__' AND "withdrawn_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "withdrawn_reason" TEXT
    CONSTRAINT "termination.withdrawn_reason" CHECK (length ("withdrawn_reason") BETWEEN 1 AND 20000),
  "reasons" TEXT
    CONSTRAINT "termination.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "termination.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "termination_placement" ON "termination" ("placement", id);
CREATE INDEX "termination_notice_no" ON "termination" ("notice_no", id);

-- 寄养费标准 Rate of the allowance (domain 6.19)
CREATE TABLE "allowance_rate" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "allowance_rate.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "kind" TEXT NOT NULL
    CONSTRAINT "allowance_rate.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "scope" TEXT NOT NULL
    CONSTRAINT "allowance_rate.scope" CHECK (length ("scope") BETWEEN 1 AND 60),
  "fen" @I64 NOT NULL
    CONSTRAINT "allowance_rate.fen" CHECK ("fen" BETWEEN 0 AND 100000000000),
  "valid_from" TEXT NOT NULL
    CONSTRAINT "allowance_rate.valid_from" CHECK ("valid_from" LIKE '____-__-__' AND "valid_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "valid_to" TEXT
    CONSTRAINT "allowance_rate.valid_to" CHECK ("valid_to" LIKE '____-__-__' AND "valid_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "in_short_care" @I64
    CONSTRAINT "allowance_rate.in_short_care" CHECK ("in_short_care" IN (0, 1)),
  "decision" TEXT NOT NULL
    CONSTRAINT "allowance_rate.decision" CHECK (length ("decision") BETWEEN 1 AND 100),
  "document" TEXT @REFERENCES "document" (id)
    CONSTRAINT "allowance_rate.document" CHECK (length ("document") = 36),
  "fund_source" TEXT
    CONSTRAINT "allowance_rate.fund_source" CHECK (length ("fund_source") BETWEEN 1 AND 60),
  "note" TEXT
    CONSTRAINT "allowance_rate.note" CHECK (length ("note") BETWEEN 1 AND 20000),
  "reasons" TEXT
    CONSTRAINT "allowance_rate.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "allowance_rate.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "allowance_rate_kind" ON "allowance_rate" ("kind", id);

-- 一次性费用 One-off amount (domain 6.19)
CREATE TABLE "allowance_extra" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "allowance_extra.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "placement" TEXT NOT NULL @REFERENCES "placement" (id)
    CONSTRAINT "allowance_extra.placement" CHECK (length ("placement") = 36),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "allowance_extra.child" CHECK (length ("child") = 36),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "allowance_extra.family" CHECK (length ("family") = 36),
  "month" TEXT NOT NULL
    CONSTRAINT "allowance_extra.month" CHECK ("month" LIKE '____-__' AND "month" BETWEEN '0001-01' AND '9999-12'),
  "kind" TEXT NOT NULL
    CONSTRAINT "allowance_extra.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "fen" @I64 NOT NULL
    CONSTRAINT "allowance_extra.fen" CHECK ("fen" BETWEEN -100000000000 AND 100000000000),
  "reason" TEXT NOT NULL
    CONSTRAINT "allowance_extra.reason" CHECK (length ("reason") BETWEEN 1 AND 20000),
  "fund_source" TEXT
    CONSTRAINT "allowance_extra.fund_source" CHECK (length ("fund_source") BETWEEN 1 AND 60),
  "document" TEXT @REFERENCES "document" (id)
    CONSTRAINT "allowance_extra.document" CHECK (length ("document") = 36),
  "status" TEXT NOT NULL
    CONSTRAINT "allowance_extra.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "proposed_on" TEXT NOT NULL
    CONSTRAINT "allowance_extra.proposed_on" CHECK ("proposed_on" LIKE '____-__-__' AND "proposed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "proposed_by" TEXT NOT NULL
    CONSTRAINT "allowance_extra.proposed_by" CHECK (length ("proposed_by") BETWEEN 1 AND 50),
  "proposed_account" TEXT NOT NULL
    CONSTRAINT "allowance_extra.proposed_account" CHECK (length ("proposed_account") BETWEEN 1 AND 36),
  "decided_on" TEXT
    CONSTRAINT "allowance_extra.decided_on" CHECK ("decided_on" LIKE '____-__-__' AND "decided_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "decided_by" TEXT
    CONSTRAINT "allowance_extra.decided_by" CHECK (length ("decided_by") BETWEEN 1 AND 50),
  "decided_note" TEXT
    CONSTRAINT "allowance_extra.decided_note" CHECK (length ("decided_note") BETWEEN 1 AND 20000),
  "reasons" TEXT
    CONSTRAINT "allowance_extra.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "allowance_extra.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "allowance_extra_placement" ON "allowance_extra" ("placement", id, status);
CREATE INDEX "allowance_extra_child" ON "allowance_extra" ("child", id, status);
CREATE INDEX "allowance_extra_family" ON "allowance_extra" ("family", id, status);
CREATE INDEX "allowance_extra_month" ON "allowance_extra" ("month", id, status);
CREATE INDEX "allowance_extra_status" ON "allowance_extra" ("status", id);

-- 寄养费批次 Allowances of a month (domain 6.19)
CREATE TABLE "allowance_run" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "allowance_run.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "month" TEXT NOT NULL
    CONSTRAINT "allowance_run.month" CHECK ("month" LIKE '____-__' AND "month" BETWEEN '0001-01' AND '9999-12'),
  "revision" @I64 NOT NULL
    CONSTRAINT "allowance_run.revision" CHECK ("revision" BETWEEN 1 AND 100000),
  "status" TEXT NOT NULL
    CONSTRAINT "allowance_run.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "prepared_on" TEXT NOT NULL
    CONSTRAINT "allowance_run.prepared_on" CHECK ("prepared_on" LIKE '____-__-__' AND "prepared_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "prepared_by" TEXT NOT NULL
    CONSTRAINT "allowance_run.prepared_by" CHECK (length ("prepared_by") BETWEEN 1 AND 50),
  "prepared_account" TEXT NOT NULL
    CONSTRAINT "allowance_run.prepared_account" CHECK (length ("prepared_account") BETWEEN 1 AND 36),
  "pay_due" TEXT NOT NULL
    CONSTRAINT "allowance_run.pay_due" CHECK ("pay_due" LIKE '____-__-__' AND "pay_due" BETWEEN '0001-01-01' AND '9999-12-31'),
  "n_children" @I64 NOT NULL
    CONSTRAINT "allowance_run.n_children" CHECK ("n_children" BETWEEN 0 AND 1000000),
  "n_families" @I64 NOT NULL
    CONSTRAINT "allowance_run.n_families" CHECK ("n_families" BETWEEN 0 AND 1000000),
  "n_lines" @I64 NOT NULL
    CONSTRAINT "allowance_run.n_lines" CHECK ("n_lines" BETWEEN 0 AND 10000000),
  "regular_fen" @I64 NOT NULL
    CONSTRAINT "allowance_run.regular_fen" CHECK ("regular_fen" BETWEEN 0 AND 100000000000),
  "added_fen" @I64 NOT NULL
    CONSTRAINT "allowance_run.added_fen" CHECK ("added_fen" BETWEEN 0 AND 100000000000),
  "clawback_fen" @I64 NOT NULL
    CONSTRAINT "allowance_run.clawback_fen" CHECK ("clawback_fen" BETWEEN 0 AND 100000000000),
  "once_fen" @I64 NOT NULL
    CONSTRAINT "allowance_run.once_fen" CHECK ("once_fen" BETWEEN -100000000000 AND 100000000000),
  "total_fen" @I64 NOT NULL
    CONSTRAINT "allowance_run.total_fen" CHECK ("total_fen" BETWEEN -100000000000 AND 100000000000),
  "digest" TEXT NOT NULL
    CONSTRAINT "allowance_run.digest" CHECK (length ("digest") BETWEEN 1 AND 64),
  "finalised_on" TEXT
    CONSTRAINT "allowance_run.finalised_on" CHECK ("finalised_on" LIKE '____-__-__' AND "finalised_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "finalised_by" TEXT
    CONSTRAINT "allowance_run.finalised_by" CHECK (length ("finalised_by") BETWEEN 1 AND 50),
  "paid_on" TEXT
    CONSTRAINT "allowance_run.paid_on" CHECK ("paid_on" LIKE '____-__-__' AND "paid_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "method" TEXT
    CONSTRAINT "allowance_run.method" CHECK (length ("method") BETWEEN 1 AND 60),
  "voucher_no" TEXT
    CONSTRAINT "allowance_run.voucher_no" CHECK (length ("voucher_no") BETWEEN 1 AND 30),
  "signed" TEXT @REFERENCES "document" (id)
    CONSTRAINT "allowance_run.signed" CHECK (length ("signed") = 36),
  "reasons" TEXT
    CONSTRAINT "allowance_run.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "allowance_run.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE UNIQUE INDEX "allowance_run_month_unique" ON "allowance_run" ("month");
CREATE INDEX "allowance_run_month" ON "allowance_run" ("month", id, status);
CREATE INDEX "allowance_run_status" ON "allowance_run" ("status", id);

-- 寄养费明细 Line of the allowances (domain 6.19)
CREATE TABLE "allowance_line" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "allowance_line.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "run" TEXT NOT NULL @REFERENCES "allowance_run" (id)
    CONSTRAINT "allowance_line.run" CHECK (length ("run") = 36),
  "revision" @I64 NOT NULL
    CONSTRAINT "allowance_line.revision" CHECK ("revision" BETWEEN 1 AND 100000),
  "line_no" @I64 NOT NULL
    CONSTRAINT "allowance_line.line_no" CHECK ("line_no" BETWEEN 1 AND 10000000),
  "origin" TEXT NOT NULL
    CONSTRAINT "allowance_line.origin" CHECK (length ("origin") BETWEEN 1 AND 60),
  "family" TEXT NOT NULL @REFERENCES "family" (id)
    CONSTRAINT "allowance_line.family" CHECK (length ("family") = 36),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "allowance_line.child" CHECK (length ("child") = 36),
  "placement" TEXT NOT NULL @REFERENCES "placement" (id)
    CONSTRAINT "allowance_line.placement" CHECK (length ("placement") = 36),
  "month" TEXT NOT NULL
    CONSTRAINT "allowance_line.month" CHECK ("month" LIKE '____-__' AND "month" BETWEEN '0001-01' AND '9999-12'),
  "kind" TEXT NOT NULL
    CONSTRAINT "allowance_line.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "scope" TEXT NOT NULL
    CONSTRAINT "allowance_line.scope" CHECK (length ("scope") BETWEEN 1 AND 60),
  "rate" TEXT @REFERENCES "allowance_rate" (id)
    CONSTRAINT "allowance_line.rate" CHECK (length ("rate") = 36),
  "extra" TEXT @REFERENCES "allowance_extra" (id)
    CONSTRAINT "allowance_line.extra" CHECK (length ("extra") = 36),
  "fund_source" TEXT
    CONSTRAINT "allowance_line.fund_source" CHECK (length ("fund_source") BETWEEN 1 AND 60),
  "from_on" TEXT
    CONSTRAINT "allowance_line.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "to_on" TEXT
    CONSTRAINT "allowance_line.to_on" CHECK ("to_on" LIKE '____-__-__' AND "to_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "days" @I64 NOT NULL
    CONSTRAINT "allowance_line.days" CHECK ("days" BETWEEN -31 AND 31),
  "month_days" @I64 NOT NULL
    CONSTRAINT "allowance_line.month_days" CHECK ("month_days" BETWEEN 28 AND 31),
  "standard_fen" @I64
    CONSTRAINT "allowance_line.standard_fen" CHECK ("standard_fen" BETWEEN 0 AND 100000000000),
  "due_fen" @I64
    CONSTRAINT "allowance_line.due_fen" CHECK ("due_fen" BETWEEN -100000000000 AND 100000000000),
  "paid_fen" @I64
    CONSTRAINT "allowance_line.paid_fen" CHECK ("paid_fen" BETWEEN -100000000000 AND 100000000000),
  "fen" @I64 NOT NULL
    CONSTRAINT "allowance_line.fen" CHECK ("fen" BETWEEN -100000000000 AND 100000000000),
  "note" TEXT
    CONSTRAINT "allowance_line.note" CHECK (length ("note") BETWEEN 1 AND 20000)
) @STRICT;
CREATE INDEX "allowance_line_run" ON "allowance_line" ("run", id);
CREATE INDEX "allowance_line_line_no" ON "allowance_line" ("line_no", id);
CREATE INDEX "allowance_line_family" ON "allowance_line" ("family", id);
CREATE INDEX "allowance_line_child" ON "allowance_line" ("child", id);
CREATE INDEX "allowance_line_placement" ON "allowance_line" ("placement", id);
CREATE INDEX "allowance_line_month" ON "allowance_line" ("month", id);
CREATE INDEX "allowance_line_extra" ON "allowance_line" ("extra", id);

-- 突发事件与投诉 Incident (domain 6.20)
CREATE TABLE "incident" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "incident.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "incident_no" TEXT NOT NULL
    CONSTRAINT "incident.incident_no" CHECK (length ("incident_no") BETWEEN 1 AND 30),
  "kind" TEXT NOT NULL
    CONSTRAINT "incident.kind" CHECK (length ("kind") BETWEEN 1 AND 60),
  "status" TEXT NOT NULL
    CONSTRAINT "incident.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "child" TEXT @REFERENCES "child" (id)
    CONSTRAINT "incident.child" CHECK (length ("child") = 36),
  "placement" TEXT @REFERENCES "placement" (id)
    CONSTRAINT "incident.placement" CHECK (length ("placement") = 36),
  "family" TEXT @REFERENCES "family" (id)
    CONSTRAINT "incident.family" CHECK (length ("family") = 36),
  "other_children" TEXT
    CONSTRAINT "incident.other_children" CHECK (length ("other_children") BETWEEN 1 AND 20000),
  "children" TEXT
    CONSTRAINT "incident.children" CHECK (length ("children") BETWEEN 1 AND 20000),
  "placements" TEXT
    CONSTRAINT "incident.placements" CHECK (length ("placements") BETWEEN 1 AND 20000),
  "discovered_at" @I64 NOT NULL,
  "occurred_at" @I64,
  "place" TEXT
    CONSTRAINT "incident.place" CHECK (length ("place") BETWEEN 1 AND 200),
  "discoverer" TEXT
    CONSTRAINT "incident.discoverer" CHECK (length ("discoverer") BETWEEN 1 AND 50),
  "description" TEXT
    CONSTRAINT "incident.description" CHECK (length ("description") BETWEEN 1 AND 20000),
  "injuries" TEXT
    CONSTRAINT "incident.injuries" CHECK (length ("injuries") BETWEEN 1 AND 20000),
  "first_actions" TEXT
    CONSTRAINT "incident.first_actions" CHECK (length ("first_actions") BETWEEN 1 AND 20000),
  "mandatory" @I64
    CONSTRAINT "incident.mandatory" CHECK ("mandatory" IN (0, 1)),
  "mandatory_ground" TEXT
    CONSTRAINT "incident.mandatory_ground" CHECK (length ("mandatory_ground") BETWEEN 1 AND 60),
  "reports" TEXT
    CONSTRAINT "incident.reports" CHECK ("reports" LIKE '[{%}]'),
  "first_report_at" @I64,
  "safe_measure" TEXT
    CONSTRAINT "incident.safe_measure" CHECK (length ("safe_measure") BETWEEN 1 AND 60),
  "safe_measure_text" TEXT
    CONSTRAINT "incident.safe_measure_text" CHECK (length ("safe_measure_text") BETWEEN 1 AND 20000),
  "family_contacted" @I64
    CONSTRAINT "incident.family_contacted" CHECK ("family_contacted" IN (0, 1)),
  "recordings_wanted" @I64
    CONSTRAINT "incident.recordings_wanted" CHECK ("recordings_wanted" IN (0, 1)),
  "recordings_kept_on" TEXT
    CONSTRAINT "incident.recordings_kept_on" CHECK ("recordings_kept_on" LIKE '____-__-__' AND "recordings_kept_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "evidence" TEXT
    CONSTRAINT "incident.evidence" CHECK (length ("evidence") BETWEEN 1 AND 20000),
  "missing" TEXT
    CONSTRAINT "incident.missing" CHECK ("missing" LIKE '[{%}]'),
  "complainant" TEXT
    CONSTRAINT "incident.complainant" CHECK (length ("complainant") BETWEEN 1 AND 60),
  "complainant_name" TEXT
    CONSTRAINT "incident.complainant_name" CHECK (length ("complainant_name") BETWEEN 1 AND 200),
  "channel" TEXT
    CONSTRAINT "incident.channel" CHECK (length ("channel") BETWEEN 1 AND 60),
  "answer" TEXT
    CONSTRAINT "incident.answer" CHECK (length ("answer") BETWEEN 1 AND 20000),
  "answered_on" TEXT
    CONSTRAINT "incident.answered_on" CHECK ("answered_on" LIKE '____-__-__' AND "answered_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "outcome" TEXT
    CONSTRAINT "incident.outcome" CHECK (length ("outcome") BETWEEN 1 AND 60),
  "result" TEXT
    CONSTRAINT "incident.result" CHECK (length ("result") BETWEEN 1 AND 20000),
  "lessons" TEXT
    CONSTRAINT "incident.lessons" CHECK (length ("lessons") BETWEEN 1 AND 20000),
  "closed_on" TEXT
    CONSTRAINT "incident.closed_on" CHECK ("closed_on" LIKE '____-__-__' AND "closed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "closed_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "incident.closed_by" CHECK (length ("closed_by") = 36),
  "recorder" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "incident.recorder" CHECK (length ("recorder") = 36),
  "reasons" TEXT
    CONSTRAINT "incident.reasons" CHECK ("reasons" LIKE '[{%}]'),
  "rule_set" TEXT
    CONSTRAINT "incident.rule_set" CHECK (length ("rule_set") BETWEEN 1 AND 100)
) @STRICT;
CREATE UNIQUE INDEX "incident_incident_no_unique" ON "incident" ("incident_no");
CREATE INDEX "incident_incident_no" ON "incident" ("incident_no", id, status);
CREATE INDEX "incident_kind" ON "incident" ("kind", id, status);
CREATE INDEX "incident_status" ON "incident" ("status", id);
CREATE INDEX "incident_child" ON "incident" ("child", id, status);
CREATE INDEX "incident_placement" ON "incident" ("placement", id, status);
CREATE INDEX "incident_family" ON "incident" ("family", id, status);
CREATE INDEX "incident_mandatory" ON "incident" ("mandatory", id, status);
CREATE INDEX "incident_recorder" ON "incident" ("recorder", id, status);

-- 待办代办 Stand-in (own)
CREATE TABLE "delegation" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "delegation.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "from_staff" TEXT NOT NULL @REFERENCES "staff" (id)
    CONSTRAINT "delegation.from_staff" CHECK (length ("from_staff") = 36),
  "to_staff" TEXT NOT NULL @REFERENCES "staff" (id)
    CONSTRAINT "delegation.to_staff" CHECK (length ("to_staff") = 36),
  "from_on" TEXT NOT NULL
    CONSTRAINT "delegation.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "until_on" TEXT NOT NULL
    CONSTRAINT "delegation.until_on" CHECK ("until_on" LIKE '____-__-__' AND "until_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "reason" TEXT NOT NULL
    CONSTRAINT "delegation.reason" CHECK (length ("reason") BETWEEN 1 AND 200),
  "ended_on" TEXT
    CONSTRAINT "delegation.ended_on" CHECK ("ended_on" LIKE '____-__-__' AND "ended_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "ended_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "delegation.ended_by" CHECK (length ("ended_by") = 36)
) @STRICT;
CREATE INDEX "delegation_from_staff" ON "delegation" ("from_staff", id);
CREATE INDEX "delegation_to_staff" ON "delegation" ("to_staff", id);
CREATE INDEX "delegation_until_on" ON "delegation" ("until_on", id);

-- 案卷 Volume (domain 6.31)
CREATE TABLE "archive_volume" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "archive_volume.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "archive_volume.child" CHECK (length ("child") = 36),
  "archival_code" TEXT NOT NULL
    CONSTRAINT "archive_volume.archival_code" CHECK (length ("archival_code") BETWEEN 1 AND 60),
  "class" TEXT
    CONSTRAINT "archive_volume.class" CHECK (length ("class") BETWEEN 1 AND 60),
  "fonds_no" TEXT
    CONSTRAINT "archive_volume.fonds_no" CHECK (length ("fonds_no") BETWEEN 1 AND 10),
  "volume_no" @I64 NOT NULL
    CONSTRAINT "archive_volume.volume_no" CHECK ("volume_no" BETWEEN 1 AND 99),
  "title" TEXT
    CONSTRAINT "archive_volume.title" CHECK (length ("title") BETWEEN 1 AND 200),
  "year_from" @I64
    CONSTRAINT "archive_volume.year_from" CHECK ("year_from" BETWEEN 1900 AND 2199),
  "year_to" @I64
    CONSTRAINT "archive_volume.year_to" CHECK ("year_to" BETWEEN 1900 AND 2199),
  "retention" TEXT NOT NULL
    CONSTRAINT "archive_volume.retention" CHECK (length ("retention") BETWEEN 1 AND 60),
  "items_n" @I64
    CONSTRAINT "archive_volume.items_n" CHECK ("items_n" BETWEEN 0 AND 100000),
  "pages_n" @I64
    CONSTRAINT "archive_volume.pages_n" CHECK ("pages_n" BETWEEN 0 AND 1000000),
  "status" TEXT NOT NULL
    CONSTRAINT "archive_volume.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "made_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "archive_volume.made_by" CHECK (length ("made_by") = 36),
  "checked_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "archive_volume.checked_by" CHECK (length ("checked_by") = 36),
  "filed_on" TEXT
    CONSTRAINT "archive_volume.filed_on" CHECK ("filed_on" LIKE '____-__-__' AND "filed_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "shelf" TEXT
    CONSTRAINT "archive_volume.shelf" CHECK (length ("shelf") BETWEEN 1 AND 50),
  "note" TEXT
    CONSTRAINT "archive_volume.note" CHECK (length ("note") BETWEEN 1 AND 20000),
  "package" TEXT @REFERENCES "document" (id)
    CONSTRAINT "archive_volume.package" CHECK (length ("package") = 36),
  "chain_hash" TEXT
    CONSTRAINT "archive_volume.chain_hash" CHECK (length ("chain_hash") BETWEEN 1 AND 64),
  "seal" TEXT
    CONSTRAINT "archive_volume.seal" CHECK (length ("seal") BETWEEN 1 AND 20000),
  "sealed_at" @I64,
  "sealed_by" TEXT
    CONSTRAINT "archive_volume.sealed_by" CHECK (length ("sealed_by") BETWEEN 1 AND 50),
  "verified_on" TEXT
    CONSTRAINT "archive_volume.verified_on" CHECK ("verified_on" LIKE '____-__-__' AND "verified_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "verified_result" TEXT
    CONSTRAINT "archive_volume.verified_result" CHECK (length ("verified_result") BETWEEN 1 AND 60),
  "supplements" TEXT @REFERENCES "archive_volume" (id)
    CONSTRAINT "archive_volume.supplements" CHECK (length ("supplements") = 36),
  "transferred_on" TEXT
    CONSTRAINT "archive_volume.transferred_on" CHECK ("transferred_on" LIKE '____-__-__' AND "transferred_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "transferred_to" TEXT
    CONSTRAINT "archive_volume.transferred_to" CHECK (length ("transferred_to") BETWEEN 1 AND 100)
) @STRICT;
CREATE INDEX "archive_volume_child" ON "archive_volume" ("child", id, status);
CREATE UNIQUE INDEX "archive_volume_archival_code_unique" ON "archive_volume" ("archival_code");
CREATE INDEX "archive_volume_archival_code" ON "archive_volume" ("archival_code", id, status);
CREATE INDEX "archive_volume_status" ON "archive_volume" ("status", id);

-- 件 Archive item (domain 6.31)
CREATE TABLE "archive_item" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "archive_item.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "volume" TEXT NOT NULL @REFERENCES "archive_volume" (id)
    CONSTRAINT "archive_item.volume" CHECK (length ("volume") = 36),
  "item_no" @I64 NOT NULL
    CONSTRAINT "archive_item.item_no" CHECK ("item_no" BETWEEN 1 AND 99999),
  "section" TEXT NOT NULL
    CONSTRAINT "archive_item.section" CHECK (length ("section") BETWEEN 1 AND 60),
  "document" TEXT @REFERENCES "document" (id)
    CONSTRAINT "archive_item.document" CHECK (length ("document") = 36),
  "title" TEXT NOT NULL
    CONSTRAINT "archive_item.title" CHECK (length ("title") BETWEEN 1 AND 200),
  "responsible" TEXT
    CONSTRAINT "archive_item.responsible" CHECK (length ("responsible") BETWEEN 1 AND 100),
  "doc_no" TEXT
    CONSTRAINT "archive_item.doc_no" CHECK (length ("doc_no") BETWEEN 1 AND 50),
  "doc_date" TEXT
    CONSTRAINT "archive_item.doc_date" CHECK ("doc_date" LIKE '____-__-__' AND "doc_date" BETWEEN '0001-01-01' AND '9999-12-31'),
  "pages" @I64
    CONSTRAINT "archive_item.pages" CHECK ("pages" BETWEEN 0 AND 100000),
  "page_from" @I64
    CONSTRAINT "archive_item.page_from" CHECK ("page_from" BETWEEN 1 AND 1000000),
  "page_to" @I64
    CONSTRAINT "archive_item.page_to" CHECK ("page_to" BETWEEN 1 AND 1000000),
  "copies" @I64
    CONSTRAINT "archive_item.copies" CHECK ("copies" BETWEEN 1 AND 1000),
  "sensitivity" TEXT
    CONSTRAINT "archive_item.sensitivity" CHECK (length ("sensitivity") BETWEEN 1 AND 60),
  "remark" TEXT
    CONSTRAINT "archive_item.remark" CHECK (length ("remark") BETWEEN 1 AND 20000),
  "origin_kind" TEXT
    CONSTRAINT "archive_item.origin_kind" CHECK (length ("origin_kind") BETWEEN 1 AND 40),
  "origin_id" TEXT
    CONSTRAINT "archive_item.origin_id" CHECK (length ("origin_id") BETWEEN 1 AND 36),
  "bytes" @I64
    CONSTRAINT "archive_item.bytes" CHECK ("bytes" BETWEEN 0 AND 1099511627776),
  "sha256" TEXT NOT NULL
    CONSTRAINT "archive_item.sha256" CHECK (length ("sha256") BETWEEN 1 AND 64),
  "sm3" TEXT
    CONSTRAINT "archive_item.sm3" CHECK (length ("sm3") BETWEEN 1 AND 64),
  "chain_hash" TEXT NOT NULL
    CONSTRAINT "archive_item.chain_hash" CHECK (length ("chain_hash") BETWEEN 1 AND 64),
  "signature" TEXT NOT NULL
    CONSTRAINT "archive_item.signature" CHECK (length ("signature") BETWEEN 1 AND 200),
  "key_id" TEXT
    CONSTRAINT "archive_item.key_id" CHECK (length ("key_id") BETWEEN 1 AND 64),
  "sealed_at" @I64 NOT NULL,
  "sealed_by" TEXT NOT NULL
    CONSTRAINT "archive_item.sealed_by" CHECK (length ("sealed_by") BETWEEN 1 AND 50),
  "supersedes" TEXT @REFERENCES "archive_item" (id)
    CONSTRAINT "archive_item.supersedes" CHECK (length ("supersedes") = 36),
  "supersede_reason" TEXT
    CONSTRAINT "archive_item.supersede_reason" CHECK (length ("supersede_reason") BETWEEN 1 AND 20000)
) @STRICT;
CREATE INDEX "archive_item_volume" ON "archive_item" ("volume", id);
CREATE INDEX "archive_item_item_no" ON "archive_item" ("item_no", id);
CREATE INDEX "archive_item_section" ON "archive_item" ("section", id);
CREATE INDEX "archive_item_document" ON "archive_item" ("document", id);
CREATE INDEX "archive_item_origin_id" ON "archive_item" ("origin_id", id);
CREATE INDEX "archive_item_supersedes" ON "archive_item" ("supersedes", id);

-- 档案利用 Use of the archive (domain 6.31)
CREATE TABLE "archive_use" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "archive_use.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "volume" TEXT NOT NULL @REFERENCES "archive_volume" (id)
    CONSTRAINT "archive_use.volume" CHECK (length ("volume") = 36),
  "user_name" TEXT NOT NULL
    CONSTRAINT "archive_use.user_name" CHECK (length ("user_name") BETWEEN 1 AND 50),
  "user_org" TEXT
    CONSTRAINT "archive_use.user_org" CHECK (length ("user_org") BETWEEN 1 AND 100),
  "user_credential" TEXT
    CONSTRAINT "archive_use.user_credential" CHECK (length ("user_credential") BETWEEN 1 AND 100),
  "basis" TEXT
    CONSTRAINT "archive_use.basis" CHECK (length ("basis") BETWEEN 1 AND 200),
  "purpose" TEXT
    CONSTRAINT "archive_use.purpose" CHECK (length ("purpose") BETWEEN 1 AND 20000),
  "items" TEXT
    CONSTRAINT "archive_use.items" CHECK (length ("items") BETWEEN 1 AND 20000),
  "mode" TEXT
    CONSTRAINT "archive_use.mode" CHECK (length ("mode") BETWEEN 1 AND 60),
  "approved_by" TEXT @REFERENCES "staff" (id)
    CONSTRAINT "archive_use.approved_by" CHECK (length ("approved_by") = 36),
  "from_on" TEXT NOT NULL
    CONSTRAINT "archive_use.from_on" CHECK ("from_on" LIKE '____-__-__' AND "from_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "to_on" TEXT
    CONSTRAINT "archive_use.to_on" CHECK ("to_on" LIKE '____-__-__' AND "to_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "returned_on" TEXT
    CONSTRAINT "archive_use.returned_on" CHECK ("returned_on" LIKE '____-__-__' AND "returned_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "note" TEXT
    CONSTRAINT "archive_use.note" CHECK (length ("note") BETWEEN 1 AND 20000),
  "user_name_sort" TEXT
) @STRICT;
CREATE INDEX "archive_use_volume" ON "archive_use" ("volume", id);
CREATE INDEX "archive_use_user_name_sort" ON "archive_use" ("user_name_sort", id);

-- 上报批次 Batch (domain 11.4)
CREATE TABLE "submission" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "submission.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "serial" @I64 NOT NULL
    CONSTRAINT "submission.serial" CHECK ("serial" BETWEEN 1 AND 1000000),
  "previous_batch" TEXT @REFERENCES "submission" (id)
    CONSTRAINT "submission.previous_batch" CHECK (length ("previous_batch") = 36),
  "schema_version" TEXT NOT NULL
    CONSTRAINT "submission.schema_version" CHECK (length ("schema_version") BETWEEN 1 AND 20),
  "profile" TEXT NOT NULL
    CONSTRAINT "submission.profile" CHECK (length ("profile") BETWEEN 1 AND 40),
  "org_uscc" TEXT
    CONSTRAINT "submission.org_uscc" CHECK (length ("org_uscc") BETWEEN 1 AND 18),
  "org_name" TEXT
    CONSTRAINT "submission.org_name" CHECK (length ("org_name") BETWEEN 1 AND 100),
  "org_division" TEXT
    CONSTRAINT "submission.org_division" CHECK (length ("org_division") BETWEEN 1 AND 60),
  "authority_name" TEXT
    CONSTRAINT "submission.authority_name" CHECK (length ("authority_name") BETWEEN 1 AND 100),
  "software_name" TEXT
    CONSTRAINT "submission.software_name" CHECK (length ("software_name") BETWEEN 1 AND 60),
  "software_version" TEXT
    CONSTRAINT "submission.software_version" CHECK (length ("software_version") BETWEEN 1 AND 30),
  "extracted_at" @I64,
  "period_type" TEXT NOT NULL
    CONSTRAINT "submission.period_type" CHECK (length ("period_type") BETWEEN 1 AND 60),
  "period_from" TEXT NOT NULL
    CONSTRAINT "submission.period_from" CHECK ("period_from" LIKE '____-__-__' AND "period_from" BETWEEN '0001-01-01' AND '9999-12-31'),
  "period_to" TEXT NOT NULL
    CONSTRAINT "submission.period_to" CHECK ("period_to" LIKE '____-__-__' AND "period_to" BETWEEN '0001-01-01' AND '9999-12-31'),
  "submission_kind" TEXT NOT NULL
    CONSTRAINT "submission.submission_kind" CHECK (length ("submission_kind") BETWEEN 1 AND 60),
  "rule_sets" TEXT
    CONSTRAINT "submission.rule_sets" CHECK (length ("rule_sets") BETWEEN 1 AND 500),
  "n_children" @I64
    CONSTRAINT "submission.n_children" CHECK ("n_children" BETWEEN 0 AND 10000000),
  "n_families" @I64
    CONSTRAINT "submission.n_families" CHECK ("n_families" BETWEEN 0 AND 10000000),
  "n_placements" @I64
    CONSTRAINT "submission.n_placements" CHECK ("n_placements" BETWEEN 0 AND 10000000),
  "n_attachments" @I64
    CONSTRAINT "submission.n_attachments" CHECK ("n_attachments" BETWEEN 0 AND 10000000),
  "prepared_by" TEXT
    CONSTRAINT "submission.prepared_by" CHECK (length ("prepared_by") BETWEEN 1 AND 50),
  "approved_by" TEXT
    CONSTRAINT "submission.approved_by" CHECK (length ("approved_by") BETWEEN 1 AND 50),
  "approved_at" @I64,
  "status" TEXT NOT NULL
    CONSTRAINT "submission.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "file_name" TEXT
    CONSTRAINT "submission.file_name" CHECK (length ("file_name") BETWEEN 1 AND 200),
  "file_sha256" TEXT
    CONSTRAINT "submission.file_sha256" CHECK (length ("file_sha256") BETWEEN 1 AND 64),
  "file_bytes" @I64
    CONSTRAINT "submission.file_bytes" CHECK ("file_bytes" BETWEEN 0 AND 1099511627776),
  "sealed_at" @I64,
  "sent_on" TEXT
    CONSTRAINT "submission.sent_on" CHECK ("sent_on" LIKE '____-__-__' AND "sent_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "sent_how" TEXT
    CONSTRAINT "submission.sent_how" CHECK (length ("sent_how") BETWEEN 1 AND 100),
  "sent_by" TEXT
    CONSTRAINT "submission.sent_by" CHECK (length ("sent_by") BETWEEN 1 AND 50),
  "receipt_on" TEXT
    CONSTRAINT "submission.receipt_on" CHECK ("receipt_on" LIKE '____-__-__' AND "receipt_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "receipt_no" TEXT
    CONSTRAINT "submission.receipt_no" CHECK (length ("receipt_no") BETWEEN 1 AND 50),
  "receipt_text" TEXT
    CONSTRAINT "submission.receipt_text" CHECK (length ("receipt_text") BETWEEN 1 AND 20000),
  "receipt_file" TEXT
    CONSTRAINT "submission.receipt_file" CHECK (length ("receipt_file") BETWEEN 1 AND 200),
  "receipt_sha256" TEXT
    CONSTRAINT "submission.receipt_sha256" CHECK (length ("receipt_sha256") BETWEEN 1 AND 64),
  "receipt_by" TEXT
    CONSTRAINT "submission.receipt_by" CHECK (length ("receipt_by") BETWEEN 1 AND 50),
  "n_returned" @I64
    CONSTRAINT "submission.n_returned" CHECK ("n_returned" BETWEEN 0 AND 10000000),
  "n_errors" @I64
    CONSTRAINT "submission.n_errors" CHECK ("n_errors" BETWEEN 0 AND 10000000),
  "n_queries" @I64
    CONSTRAINT "submission.n_queries" CHECK ("n_queries" BETWEEN 0 AND 10000000),
  "n_warnings" @I64
    CONSTRAINT "submission.n_warnings" CHECK ("n_warnings" BETWEEN 0 AND 10000000),
  "stat_on" TEXT
    CONSTRAINT "submission.stat_on" CHECK ("stat_on" LIKE '____-__-__' AND "stat_on" BETWEEN '0001-01-01' AND '9999-12-31'),
  "stat_in_care" @I64
    CONSTRAINT "submission.stat_in_care" CHECK ("stat_in_care" BETWEEN 0 AND 10000000),
  "note" TEXT
    CONSTRAINT "submission.note" CHECK (length ("note") BETWEEN 1 AND 20000)
) @STRICT;
CREATE UNIQUE INDEX "submission_serial_unique" ON "submission" ("serial");
CREATE INDEX "submission_serial" ON "submission" ("serial", id, status);
CREATE INDEX "submission_previous_batch" ON "submission" ("previous_batch", id, status);
CREATE INDEX "submission_period_to" ON "submission" ("period_to", id, status);
CREATE INDEX "submission_status" ON "submission" ("status", id);
CREATE INDEX "submission_receipt_no" ON "submission" ("receipt_no", id, status);

-- 校验结果 Finding (domain 11.6)
CREATE TABLE "submission_finding" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "submission_finding.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "submission" TEXT NOT NULL @REFERENCES "submission" (id)
    CONSTRAINT "submission_finding.submission" CHECK (length ("submission") = 36),
  "rule" TEXT NOT NULL
    CONSTRAINT "submission_finding.rule" CHECK (length ("rule") BETWEEN 1 AND 20),
  "severity" TEXT NOT NULL
    CONSTRAINT "submission_finding.severity" CHECK (length ("severity") BETWEEN 1 AND 60),
  "stage" @I64
    CONSTRAINT "submission_finding.stage" CHECK ("stage" BETWEEN 0 AND 9),
  "child_no" TEXT
    CONSTRAINT "submission_finding.child_no" CHECK (length ("child_no") BETWEEN 1 AND 20),
  "record_kind" TEXT
    CONSTRAINT "submission_finding.record_kind" CHECK (length ("record_kind") BETWEEN 1 AND 40),
  "record" TEXT
    CONSTRAINT "submission_finding.record" CHECK (length ("record") BETWEEN 1 AND 36),
  "field" TEXT
    CONSTRAINT "submission_finding.field" CHECK (length ("field") BETWEEN 1 AND 60),
  "value_masked" TEXT
    CONSTRAINT "submission_finding.value_masked" CHECK (length ("value_masked") BETWEEN 1 AND 200),
  "message_zh" TEXT NOT NULL
    CONSTRAINT "submission_finding.message_zh" CHECK (length ("message_zh") BETWEEN 1 AND 20000),
  "message_en" TEXT NOT NULL
    CONSTRAINT "submission_finding.message_en" CHECK (length ("message_en") BETWEEN 1 AND 20000),
  "hint" TEXT
    CONSTRAINT "submission_finding.hint" CHECK (length ("hint") BETWEEN 1 AND 20000),
  "first_seen_batch" TEXT @REFERENCES "submission" (id)
    CONSTRAINT "submission_finding.first_seen_batch" CHECK (length ("first_seen_batch") = 36),
  "status" TEXT NOT NULL
    CONSTRAINT "submission_finding.status" CHECK (length ("status") BETWEEN 1 AND 60),
  "note" TEXT
    CONSTRAINT "submission_finding.note" CHECK (length ("note") BETWEEN 1 AND 20000),
  "noted_by" TEXT
    CONSTRAINT "submission_finding.noted_by" CHECK (length ("noted_by") BETWEEN 1 AND 50),
  "noted_at" @I64,
  "origin" TEXT
    CONSTRAINT "submission_finding.origin" CHECK (length ("origin") BETWEEN 1 AND 60)
) @STRICT;
CREATE INDEX "submission_finding_submission" ON "submission_finding" ("submission", id, status);
CREATE INDEX "submission_finding_rule" ON "submission_finding" ("rule", id, status);
CREATE INDEX "submission_finding_severity" ON "submission_finding" ("severity", id, status);
CREATE INDEX "submission_finding_record" ON "submission_finding" ("record", id, status);
CREATE INDEX "submission_finding_status" ON "submission_finding" ("status", id);

-- 上报儿童 Reported child (domain 11.6)
CREATE TABLE "submission_child" (
  id TEXT NOT NULL PRIMARY KEY
    CONSTRAINT "submission_child.id" CHECK (length (id) = 36),
  row_version @I64 NOT NULL CHECK (row_version >= 1),
  created_at @I64 NOT NULL,
  created_by TEXT NOT NULL,
  updated_at @I64 NOT NULL,
  updated_by TEXT NOT NULL,
  rule_set TEXT,
  legal_hold @I64 NOT NULL DEFAULT 0 CHECK (legal_hold IN (0, 1)),
  void_reason TEXT CHECK (length (void_reason) > 0),
  "submission" TEXT NOT NULL @REFERENCES "submission" (id)
    CONSTRAINT "submission_child.submission" CHECK (length ("submission") = 36),
  "child" TEXT NOT NULL @REFERENCES "child" (id)
    CONSTRAINT "submission_child.child" CHECK (length ("child") = 36),
  "child_no" TEXT
    CONSTRAINT "submission_child.child_no" CHECK (length ("child_no") BETWEEN 1 AND 20),
  "sex" TEXT
    CONSTRAINT "submission_child.sex" CHECK (length ("sex") BETWEEN 1 AND 60),
  "birth_date" TEXT
    CONSTRAINT "submission_child.birth_date" CHECK ("birth_date" LIKE '____-__-__' AND "birth_date" BETWEEN '0001-01-01' AND '9999-12-31'),
  "ethnic" TEXT
    CONSTRAINT "submission_child.ethnic" CHECK (length ("ethnic") BETWEEN 1 AND 60),
  "paid_through" TEXT
    CONSTRAINT "submission_child.paid_through" CHECK ("paid_through" LIKE '____-__' AND "paid_through" BETWEEN '0001-01' AND '9999-12'),
  "returned" @I64
    CONSTRAINT "submission_child.returned" CHECK ("returned" IN (0, 1)),
  "reason" TEXT
    CONSTRAINT "submission_child.reason" CHECK (length ("reason") BETWEEN 1 AND 20000)
) @STRICT;
CREATE INDEX "submission_child_submission" ON "submission_child" ("submission", id);
CREATE INDEX "submission_child_child" ON "submission_child" ("child", id);
CREATE INDEX "submission_child_returned" ON "submission_child" ("returned", id);
