/* laurel-csv-reader.h - reads records of comma-separated values (RFC 4180) from a stream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _LaurelCsvReader LaurelCsvReader;

/* A record longer than this, or with more fields, is taken for a quote that was never closed. */
#define LAUREL_CSV_RECORD_MAX (1 << 20)
#define LAUREL_CSV_FIELDS_MAX 1024

typedef enum
{
  LAUREL_CSV_RECORD, /* fields can be read */
  LAUREL_CSV_BROKEN, /* this line is none: see laurel_csv_reader_get_fault(); the next may be */
  LAUREL_CSV_END,
  LAUREL_CSV_ERROR, /* the stream failed, or nothing after this place can be trusted */
} LaurelCsvResult;

/* Opens @path; a name that ends in .xz is unpacked on the way. @encoding is any name that iconv
 * knows ("UTF-8", "CP1251", "ISO-8859-1"); a UTF-8 byte order mark is skipped. @delimiter is one
 * ASCII character that is neither a quote nor an end of line. */
LaurelCsvReader *laurel_csv_reader_open (const char *path,
                                         const char *encoding,
                                         char        delimiter,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads UTF-8 from @stream (transfer none; a reference is kept). */
LaurelCsvReader *laurel_csv_reader_new (GInputStream *stream, char delimiter);
void             laurel_csv_reader_free (LaurelCsvReader *reader);

/* Goes to the next record. Lines end in LF, CRLF or CR; empty lines are passed over. Quotes stand
 * around whole fields or not at all, and text is valid UTF-8 without NUL: a line that breaks this
 * is %LAUREL_CSV_BROKEN, and reading goes on after it. */
LaurelCsvResult laurel_csv_reader_next (LaurelCsvReader *reader, GError **error);

/* Of the record read last; a field is valid until the next one is read, as it stands in the file,
 * blanks included. */
gsize       laurel_csv_reader_get_n_fields (const LaurelCsvReader *reader);
const char *laurel_csv_reader_get_field (const LaurelCsvReader *reader, gsize index);
/* The line of the file on which the record began, from 1. */
guint64 laurel_csv_reader_get_line (const LaurelCsvReader *reader);
/* Why the last one was %LAUREL_CSV_BROKEN: a word of the report, such as "stray_quote". */
const char *laurel_csv_reader_get_fault (const LaurelCsvReader *reader);

/* Appends @field to @line, quoted where it must be. */
void laurel_csv_append_field (GString *line, const char *field, char delimiter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LaurelCsvReader, laurel_csv_reader_free)

G_END_DECLS
