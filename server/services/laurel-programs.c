/* laurel-programs.c - the published programs of this server, compiled and ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-programs.h"

#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-wire-advice.h"
#include "server/wire/laurel-wire-program.h"

/* === A release ================================================================================ */

typedef struct
{
  LaurelRelease   release;
  gatomicrefcount references;
} Release;

LaurelRelease *
laurel_release_new (const char          *document,
                    const LaurelCatalog *catalog,
                    gint                 version,
                    gint64               published_us,
                    LaurelFaults        *faults)
{
  json_t *root = laurel_json_parse (document, strlen (document), faults);
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  LaurelProgram *program = NULL;
  Release       *self = NULL;

  if (root == NULL)
    return NULL;

  draft = laurel_wire_read_program (root, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  if (draft != NULL)
    {
      program = laurel_program_compile (draft, catalog, version, &error);

      if (program == NULL)
        laurel_faults_add (faults, "", "reference", "%s", error->message);
    }

  json_decref (root);

  if (program == NULL)
    return NULL;

  self = g_new0 (Release, 1);
  g_atomic_ref_count_init (&self->references);
  self->release.version = version;
  self->release.published_us = published_us;
  self->release.program = program;
  self->release.terms = laurel_ledger_terms_new (program);

  return &self->release;
}

LaurelRelease *
laurel_release_ref (LaurelRelease *release)
{
  g_atomic_ref_count_inc (&((Release *) release)->references);

  return release;
}

void
laurel_release_unref (LaurelRelease *release)
{
  Release *self = (Release *) release;

  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  laurel_ledger_terms_free (self->release.terms);
  laurel_program_unref (self->release.program);
  g_free (self);
}

/* === All of them ============================================================================== */

typedef struct
{
  gint           version;
  gint64         published_us;
  char          *document;
  LaurelRelease *release; /* NULL: to be compiled */
  gboolean       failed;  /* it cannot be compiled against this catalog */
} Published;

/* A catalog, counted, so that what takes a while is done with it outside of the lock. */
typedef struct
{
  LaurelCatalog *catalog;
} Shared;

struct _LaurelPrograms
{
  gatomicrefcount references;
  GMutex          lock;
  GPtrArray      *published; /* (element-type Published): by version, from 1, without gaps */
  Shared         *shared;    /* NULL until it was loaded for the first time */
  gint64          catalog_version;
  gint64          next_us; /* as LaurelProgramsState has it */
};

static void
published_free (gpointer data)
{
  Published *published = data;

  g_clear_pointer (&published->release, laurel_release_unref);
  g_free (published->document);
  g_free (published);
}

static void
shared_clear (gpointer data)
{
  laurel_catalog_free (((Shared *) data)->catalog);
}

static void
shared_release (Shared *shared)
{
  g_atomic_rc_box_release_full (shared, shared_clear);
}

/* (transfer full) (nullable) */
static Shared *
dup_shared (LaurelPrograms *self)
{
  Shared *shared = NULL;

  g_mutex_lock (&self->lock);

  if (self->shared != NULL)
    shared = g_atomic_rc_box_acquire (self->shared);

  g_mutex_unlock (&self->lock);

  return shared;
}

LaurelPrograms *
laurel_programs_new (void)
{
  LaurelPrograms *self = g_new0 (LaurelPrograms, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->published = g_ptr_array_new_with_free_func (published_free);

  return self;
}

LaurelPrograms *
laurel_programs_ref (LaurelPrograms *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
laurel_programs_unref (LaurelPrograms *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_ptr_array_unref (self->published);
  g_clear_pointer (&self->shared, shared_release);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Under the lock. A published program was checked when it was published; that it cannot be compiled
 * now is for the log, once, and nothing is priced by it until the catalog changes. */
static LaurelRelease *
dup_release (LaurelPrograms *self, guint index)
{
  Published *published = g_ptr_array_index (self->published, index);

  if (published->release == NULL && !published->failed && self->shared != NULL)
    {
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();

      published->release = laurel_release_new (published->document,
                                               self->shared->catalog,
                                               published->version,
                                               published->published_us,
                                               faults);
      published->failed = published->release == NULL;

      if (published->failed)
        g_critical ("program %d cannot be compiled", published->version);
    }

  return published->release != NULL ? laurel_release_ref (published->release) : NULL;
}

LaurelRelease *
laurel_programs_dup_version (LaurelPrograms *self, gint version)
{
  LaurelRelease *release = NULL;

  g_mutex_lock (&self->lock);

  if (version >= 1 && (guint) version <= self->published->len)
    release = dup_release (self, (guint) version - 1);

  g_mutex_unlock (&self->lock);

  return release;
}

/* What the engine can price and this server cannot count yet. */
static void
check_limits (const LaurelProgram *program, LaurelFaults *faults)
{
  gsize                 n = 0;
  const LaurelLeafInfo *leaves = laurel_program_get_leaves (program, &n);

  for (gsize i = 0; i < n; i++)
    {
      const LaurelDraftLimits *limits = &leaves[i].limits;

      if (limits->once || limits->once_days > 0 || limits->per_client > 0 || limits->total > 0 ||
          limits->total_money >= 0)
        laurel_faults_add (faults,
                           "/discounts",
                           "unsupported",
                           "the discount '%s' has limits, whose uses are not counted",
                           leaves[i].id);
    }
}

gboolean
laurel_programs_check (LaurelPrograms *self, const char *document, LaurelFaults *faults)
{
  g_autoptr (LaurelRelease) release = NULL;
  Shared *shared = dup_shared (self);

  if (shared != NULL)
    release = laurel_release_new (document, shared->catalog, 1, 0, faults);
  else
    laurel_faults_add (faults, "", "reference", "the catalog has not been loaded yet");

  g_clear_pointer (&shared, shared_release);

  if (release != NULL)
    check_limits (release->program, faults);

  return laurel_faults_get_n (faults) == 0;
}

json_t *
laurel_programs_new_warnings (LaurelPrograms *self, const char *document, gint64 now)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (LaurelAdviceList) advice = NULL;
  json_t *root = laurel_json_parse (document, strlen (document), faults);
  Shared *shared = NULL;

  if (root != NULL)
    draft = laurel_wire_read_program (root, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  json_decref (root);

  if (draft == NULL)
    return json_array ();

  shared = dup_shared (self);
  advice = laurel_program_advise (draft, shared != NULL ? shared->catalog : NULL, now);
  g_clear_pointer (&shared, shared_release);

  return laurel_wire_new_advice (advice);
}

gint
laurel_programs_get_current_version (LaurelPrograms *self)
{
  gint version = 0;

  g_mutex_lock (&self->lock);
  version = (gint) self->published->len;
  g_mutex_unlock (&self->lock);

  return version;
}

LaurelRelease *
laurel_programs_dup_current (LaurelPrograms *self)
{
  LaurelRelease *release = NULL;

  g_mutex_lock (&self->lock);

  if (self->published->len > 0)
    release = dup_release (self, self->published->len - 1);

  g_mutex_unlock (&self->lock);

  return release;
}

LaurelRelease *
laurel_programs_dup_at (LaurelPrograms *self, gint64 time)
{
  LaurelRelease *release = NULL;
  guint          index = 0;

  g_mutex_lock (&self->lock);

  for (index = self->published->len; index > 1; index--)
    {
      const Published *published = g_ptr_array_index (self->published, index - 1);

      if (published->published_us <= time * G_USEC_PER_SEC)
        break;
    }

  if (index > 0)
    release = dup_release (self, index - 1);

  g_mutex_unlock (&self->lock);

  return release;
}

/* === Refreshing =============================================================================== */

typedef struct
{
  LaurelPrograms *programs;
  LaurelStore    *store;
  LaurelStoreDone done;
  gpointer        data;
} Refresh;

static void
end_refresh (Refresh *refresh, const GError *error)
{
  refresh->done (error, refresh->data);
  laurel_programs_unref (refresh->programs);
  g_free (refresh);
}

static void
catalog_cb (LaurelCatalog *catalog, gint64 version, const GError *error, gpointer data)
{
  Refresh        *refresh = data;
  LaurelPrograms *self = refresh->programs;

  if (catalog != NULL)
    {
      g_mutex_lock (&self->lock);
      g_clear_pointer (&self->shared, shared_release);
      self->shared = g_atomic_rc_box_new (Shared);
      self->shared->catalog = catalog;
      self->catalog_version = version;

      for (guint i = 0; i < self->published->len; i++)
        {
          Published *published = g_ptr_array_index (self->published, i);

          g_clear_pointer (&published->release, laurel_release_unref);
          published->failed = FALSE;
        }

      g_mutex_unlock (&self->lock);
    }

  end_refresh (refresh, error);
}

static void
programs_cb (const LaurelPublished     *programs,
             gsize                      n_programs,
             const LaurelProgramsState *state,
             const GError              *error,
             gpointer                   data)
{
  Refresh        *refresh = data;
  LaurelPrograms *self = refresh->programs;
  gboolean        stale = FALSE;

  if (error != NULL)
    {
      end_refresh (refresh, error);
      return;
    }

  g_mutex_lock (&self->lock);

  for (gsize i = 0; i < n_programs; i++)
    {
      Published *published = NULL;

      /* Another thread may have been told of it meanwhile. */
      if ((guint) programs[i].version != self->published->len + 1)
        continue;

      published = g_new0 (Published, 1);
      published->version = programs[i].version;
      published->published_us = programs[i].published_us;
      published->document = g_strdup (programs[i].document);
      g_ptr_array_add (self->published, published);
    }

  self->next_us = state->next_us;
  stale = self->shared == NULL || self->catalog_version != state->catalog_version;
  g_mutex_unlock (&self->lock);

  if (stale)
    laurel_store_load_catalog (refresh->store, catalog_cb, refresh);
  else
    end_refresh (refresh, NULL);
}

void
laurel_programs_refresh (LaurelPrograms *self,
                         LaurelStore    *store,
                         LaurelStoreDone done,
                         gpointer        data)
{
  Refresh *refresh = g_new (Refresh, 1);

  *refresh = (Refresh){ laurel_programs_ref (self), store, done, data };
  laurel_store_list_programs (store,
                              laurel_programs_get_current_version (self),
                              programs_cb,
                              refresh);
}

/* === Scheduled ones =========================================================================== */

typedef struct
{
  LaurelPrograms *programs;
  LaurelStore    *store;
  gint64          now_us;
  LaurelStoreDone done;
  gpointer        data;
} Advance;

static void
end_advance (Advance *advance, const GError *error)
{
  advance->done (error, advance->data);
  laurel_programs_unref (advance->programs);
  g_free (advance);
}

static void
advanced_cb (const GError *error, gpointer data)
{
  end_advance (data, error);
}

static void
released_cb (const GError *error, gpointer data)
{
  Advance *advance = data;

  if (error != NULL)
    end_advance (advance, error);
  else
    laurel_programs_refresh (advance->programs, advance->store, advanced_cb, advance);
}

static void
looked_cb (const GError *error, gpointer data)
{
  Advance *advance = data;
  gint64   next_us = laurel_programs_get_next_us (advance->programs);

  if (error == NULL && next_us != 0 && next_us <= advance->now_us)
    laurel_store_release_due_programs (advance->store, advance->now_us, released_cb, advance);
  else
    end_advance (advance, error);
}

void
laurel_programs_advance (LaurelPrograms *self,
                         LaurelStore    *store,
                         gint64          now_us,
                         LaurelStoreDone done,
                         gpointer        data)
{
  Advance *advance = g_new (Advance, 1);

  *advance = (Advance){ laurel_programs_ref (self), store, now_us, done, data };
  laurel_programs_refresh (self, store, looked_cb, advance);
}

gint64
laurel_programs_get_next_us (LaurelPrograms *self)
{
  gint64 next_us = 0;

  g_mutex_lock (&self->lock);
  next_us = self->next_us;
  g_mutex_unlock (&self->lock);

  return next_us;
}
