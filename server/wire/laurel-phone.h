/* laurel-phone.h - telephone numbers in the one form that is kept, and as others may see them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Room for "+" and 15 digits, and the end. */
#define LAUREL_PHONE_SIZE 17

/**
 * laurel_phone_normalise:
 * @text: a number as people write it: "8 (916) 204-18-73", "+7 916 2041873", "0049 30 12345"
 * @phone: (out caller-allocates): the number in E.164, "+79162041873"
 *
 * A number without a country is Russian: ten digits, or eleven that begin with 8. FALSE where @text
 * is no telephone number.
 */
gboolean laurel_phone_normalise (const char *text,
                                 char        phone[LAUREL_PHONE_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

/* "+7 9** ***-**-17": what is enough to recognise one's own number, freed by g_free(). */
char *laurel_phone_mask (const char *phone) G_GNUC_WARN_UNUSED_RESULT;

/* "a***@example.org", freed by g_free(). */
char *laurel_email_mask (const char *email) G_GNUC_WARN_UNUSED_RESULT;

/* The address in lower case, or %NULL where @text is none; freed by g_free(). */
char *laurel_email_normalise (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
