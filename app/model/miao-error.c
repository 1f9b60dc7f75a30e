#include "config.h"

#include "miao-error.h"

G_DEFINE_QUARK (miao - error - quark, miao_error)
