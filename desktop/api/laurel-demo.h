/* laurel-demo.h - a server with invented data on this very computer
 *
 * Starts laureld with a home of its own, fills it on the first start, and gets a token. The server
 * ends with this object, and with the program, however that ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "desktop/api/laurel-api-error.h"

G_BEGIN_DECLS

#define LAUREL_TYPE_DEMO (laurel_demo_get_type ())
G_DECLARE_FINAL_TYPE (LaurelDemo, laurel_demo, LAUREL, DEMO, GObject)

/**
 * LaurelDemoStep:
 *
 * What laurel_demo_start_async() is at.
 */
typedef enum
{
  LAUREL_DEMO_STARTING,
  LAUREL_DEMO_FILLING,
  LAUREL_DEMO_SIGNING_IN,
  LAUREL_DEMO_READY,
} LaurelDemoStep;

/**
 * laurel_demo_new:
 * @programs: (nullable): the folder with laureld and laurelctl; NULL looks beside this program, in
 *   the tree it was built in, and in PATH
 * @home: the folder of its data
 *
 * Signal: progress (demo, LaurelDemoStep step, double fraction, const char *text), a fraction
 * below 0 when it is not known; the text is of laurelctl, and may be "".
 */
LaurelDemo *laurel_demo_new (const char *programs, const char *home) G_GNUC_WARN_UNUSED_RESULT;

/* LAUREL_API_ERROR_PROGRAM when a program is missing or fails; its own last words are the
 * details. Cancelled or failed, the server is stopped. */
void     laurel_demo_start_async (LaurelDemo         *self,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean laurel_demo_start_finish (LaurelDemo *self, GAsyncResult *result, GError **error);

/* (nullable): of the running server. */
const char *laurel_demo_get_address (LaurelDemo *self);
const char *laurel_demo_get_token (LaurelDemo *self);

/* Asks the server to end, and waits for it: at most some seconds, then it is killed. */
void laurel_demo_stop (LaurelDemo *self);

G_END_DECLS
