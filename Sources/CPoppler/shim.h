#include <poppler.h>
#include <cairo.h>

/* GObject's own macros cast; Swift cannot see them. */
static inline void orchestrate_object_unref(void *object) { g_object_unref(object); }
