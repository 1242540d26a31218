/* laurel-api-error.h - what can go wrong between the desktop and the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LAUREL_API_ERROR (laurel_api_error_quark ())

/**
 * LaurelApiError:
 * @LAUREL_API_ERROR_OFFLINE: no answer came: try again
 * @LAUREL_API_ERROR_CERTIFICATE: the server could not prove who it is
 * @LAUREL_API_ERROR_SIGNED_OUT: sign in again
 * @LAUREL_API_ERROR_WRONG_LOGIN: there is no such login, or the password is another
 * @LAUREL_API_ERROR_FORBIDDEN: the role has no right to it
 * @LAUREL_API_ERROR_NOT_FOUND: it does not exist, or no longer
 * @LAUREL_API_ERROR_STALE: somebody else has changed it meanwhile: load it again
 * @LAUREL_API_ERROR_BUSY: the server asks to wait: try again later
 * @LAUREL_API_ERROR_REFUSED: the request is at fault
 * @LAUREL_API_ERROR_SERVER: the server failed
 * @LAUREL_API_ERROR_REPLY: the answer makes no sense
 * @LAUREL_API_ERROR_ADDRESS: the address of the server makes no sense
 * @LAUREL_API_ERROR_PROGRAM: a program of the demo could not be run, or failed
 *
 * What the caller can do about it. Messages are whole sentences for people, in their language.
 */
typedef enum
{
  LAUREL_API_ERROR_OFFLINE,
  LAUREL_API_ERROR_CERTIFICATE,
  LAUREL_API_ERROR_SIGNED_OUT,
  LAUREL_API_ERROR_WRONG_LOGIN,
  LAUREL_API_ERROR_FORBIDDEN,
  LAUREL_API_ERROR_NOT_FOUND,
  LAUREL_API_ERROR_BUSY,
  LAUREL_API_ERROR_REFUSED,
  LAUREL_API_ERROR_SERVER,
  LAUREL_API_ERROR_REPLY,
  LAUREL_API_ERROR_ADDRESS,
  LAUREL_API_ERROR_PROGRAM,
  LAUREL_API_ERROR_STALE,
} LaurelApiError;

GQuark laurel_api_error_quark (void);

/**
 * laurel_api_error_new:
 * @code: the kind
 * @message: a sentence for people
 * @details: (nullable): what a person who helps wants to know
 */
GError *laurel_api_error_new (LaurelApiError code,
                              const char    *message,
                              const char    *details) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): the details of an error of this domain; NULL for errors of other domains. */
const char *laurel_api_error_get_details (const GError *error);

/**
 * LaurelApiFault:
 * @path: where it is, as a JSON pointer into what was sent: "/discounts/children/0/id"
 * @code: a word for programs
 * @message: English, for people
 *
 * One thing that the server finds wrong.
 */
typedef struct
{
  char *path;
  char *code;
  char *message;
} LaurelApiFault;

LaurelApiFault *laurel_api_fault_new (const char *path,
                                      const char *code,
                                      const char *message) G_GNUC_WARN_UNUSED_RESULT;
void            laurel_api_fault_free (LaurelApiFault *self);

/**
 * laurel_api_error_new_problem:
 * @status: of the answer
 * @problem_code: (nullable): of the problem document
 * @faults: (nullable) (element-type LaurelApiFault): all that is wrong
 */
GError *laurel_api_error_new_problem (LaurelApiError code,
                                      const char    *message,
                                      const char    *details,
                                      guint          status,
                                      const char    *problem_code,
                                      GPtrArray     *faults) G_GNUC_WARN_UNUSED_RESULT;

/* Of the answer; 0, NULL and NULL for errors that are none. */
guint       laurel_api_error_get_status (const GError *error);
const char *laurel_api_error_get_problem_code (const GError *error);
GPtrArray  *laurel_api_error_get_faults (const GError *error);

G_END_DECLS
