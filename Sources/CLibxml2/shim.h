#include <libxml/xmlversion.h>
/* Debian's libxml2 names ICU's types in a structure that we do not use, and they clash with Foundation's own ICU. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* xmlFree is a variable that holds a function; Swift may not touch such a global. */
static inline void orchestrate_xml_free(void *memory) { xmlFree(memory); }

static inline xmlParserInputPtr orchestrate_xml_refuse(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

static inline void orchestrate_xml_ignore(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

/* For the whole process: nothing outside a document is ever loaded, and nothing is printed. The second needs a variadic
   function, which Swift cannot write. */
static inline void orchestrate_xml_prepare(void) {
    xmlInitParser();
    xmlSetExternalEntityLoader(orchestrate_xml_refuse);
    xmlSetGenericErrorFunc(NULL, orchestrate_xml_ignore);
}
