#include <gmime/gmime.h>

/* GObject's macros test and cast; Swift cannot see them. */
enum orchestrate_mime_kind {
    ORCHESTRATE_MIME_OTHER,
    ORCHESTRATE_MIME_PART,
    ORCHESTRATE_MIME_MULTIPART,
    ORCHESTRATE_MIME_MESSAGE,
};

static inline enum orchestrate_mime_kind orchestrate_mime_kind(void *object) {
    if (GMIME_IS_MULTIPART(object)) return ORCHESTRATE_MIME_MULTIPART;
    if (GMIME_IS_MESSAGE_PART(object)) return ORCHESTRATE_MIME_MESSAGE;
    if (GMIME_IS_PART(object)) return ORCHESTRATE_MIME_PART;
    return ORCHESTRATE_MIME_OTHER;
}

static inline void orchestrate_mime_unref(void *object) { if (object) g_object_unref(object); }

/* The bytes of an object as they stand in the message, or nothing; to be freed with orchestrate_mime_free_bytes. */
static inline GByteArray *orchestrate_mime_bytes(GMimeObject *object) {
    GMimeStream *stream = g_mime_stream_mem_new();
    GByteArray *bytes = g_byte_array_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_object_write_to_stream(object, NULL, stream);
    g_object_unref(stream);
    return bytes;
}

/* The decoded content of a part, or nothing. */
static inline GByteArray *orchestrate_mime_content(GMimePart *part) {
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    GMimeStream *stream = g_mime_stream_mem_new();
    GByteArray *bytes = g_byte_array_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    if (content) g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
    return bytes;
}

static inline void orchestrate_mime_free_bytes(GByteArray *bytes) { g_byte_array_free(bytes, TRUE); }

static inline GMimePart *orchestrate_mime_part(void *object) { return GMIME_PART(object); }
static inline GMimeMultipart *orchestrate_mime_multipart(void *object) { return GMIME_MULTIPART(object); }
static inline GMimeMessagePart *orchestrate_mime_message_part(void *object) { return GMIME_MESSAGE_PART(object); }
static inline GMimeObject *orchestrate_mime_object(void *object) { return (GMimeObject *)object; }
