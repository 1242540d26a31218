/* laurel-programs.c - the published programs of this server, compiled and ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-programs.h"

#include <string.h>

#include "server/wire/laurel-wire-advice.h"
#include "server/wire/laurel-wire-program.h"

/* === A release ================================================================================ */

typedef struct
{
  LaurelRelease   release;
  gatomicrefcount references;
} Release;

static LaurelRelease *
release_new (json_t              *document,
             const LaurelCatalog *catalog,
             gint                 version,
             gint64               published_us,
             LaurelFaults        *faults)
{
  g_autoptr (LaurelProgramDraft) draft =
      laurel_wire_read_program (document, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);
  g_autoptr (GError) error = NULL;
  LaurelProgram *program = NULL;
  Release       *self = NULL;

  if (draft == NULL)
    return NULL;

  program = laurel_program_compile (draft, catalog, version, &error);

  if (program == NULL)
    {
      laurel_faults_add (faults, "", "reference", "%s", error->message);
      return NULL;
    }

  self = g_new0 (Release, 1);
  g_atomic_ref_count_init (&self->references);
  self->release.version = version;
  self->release.published_us = published_us;
  self->release.program = program;
  self->release.terms = laurel_ledger_terms_new (program);

  return &self->release;
}

LaurelRelease *
laurel_release_new (const char          *document,
                    const LaurelCatalog *catalog,
                    gint                 version,
                    gint64               published_us,
                    LaurelFaults        *faults)
{
  json_t        *root = laurel_json_parse (document, strlen (document), faults);
  LaurelRelease *release = NULL;

  if (root == NULL)
    return NULL;

  release = release_new (root, catalog, version, published_us, faults);
  json_decref (root);

  return release;
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

/* Counted, so that what is only looked at is compiled without the lock that tills wait for. */
typedef struct
{
  LaurelCatalog *catalog;
  gint64         version;
} Goods;

struct _LaurelPrograms
{
  gatomicrefcount references;
  GMutex          lock;
  GPtrArray      *published; /* (element-type Published): by version, from 1, without gaps */
  Goods          *goods;     /* in an atomic box; NULL until it was loaded */
  LaurelRelease  *draft;     /* the last one that was asked for, compiled with these goods */
  gint64          draft_revision;
  gint64          next_us; /* as LaurelProgramsState has it */
};

static void
goods_clear (gpointer data)
{
  Goods *goods = data;

  laurel_catalog_free (goods->catalog);
}

static void
goods_release (Goods *goods)
{
  if (goods != NULL)
    g_atomic_rc_box_release_full (goods, goods_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Goods, goods_release)

/* NULL with a fault where there are none yet. */
static Goods *
acquire_goods (LaurelPrograms *self, LaurelFaults *faults)
{
  Goods *goods = NULL;

  g_mutex_lock (&self->lock);

  if (self->goods != NULL)
    goods = g_atomic_rc_box_acquire (self->goods);

  g_mutex_unlock (&self->lock);

  if (goods == NULL)
    laurel_faults_add (faults, "", "reference", "the catalog has not been loaded yet");

  return goods;
}

static void
published_free (gpointer data)
{
  Published *published = data;

  g_clear_pointer (&published->release, laurel_release_unref);
  g_free (published->document);
  g_free (published);
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
  laurel_release_unref (self->draft);
  goods_release (self->goods);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Under the lock. A published program was checked when it was published; that it cannot be compiled
 * now is for the log, once, and nothing is priced by it until the catalog changes. */
static LaurelRelease *
dup_release (LaurelPrograms *self, guint index)
{
  Published *published = g_ptr_array_index (self->published, index);

  if (published->release == NULL && !published->failed && self->goods != NULL)
    {
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();

      published->release = laurel_release_new (published->document,
                                               self->goods->catalog,
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

gboolean
laurel_programs_check (LaurelPrograms *self, const char *document, LaurelFaults *faults)
{
  g_autoptr (Goods) goods = acquire_goods (self, faults);
  g_autoptr (LaurelRelease) release = NULL;

  if (goods != NULL)
    release = laurel_release_new (document, goods->catalog, 1, 0, faults);

  return laurel_faults_get_n (faults) == 0;
}

json_t *
laurel_programs_new_warnings (LaurelPrograms *self, const char *document, gint64 now)
{
  g_autoptr (LaurelFaults) faults = laurel_faults_new ();
  g_autoptr (Goods) goods = acquire_goods (self, faults);
  g_autoptr (LaurelProgramDraft) draft = NULL;
  g_autoptr (LaurelAdviceList) advice = NULL;
  json_t *root = laurel_json_parse (document, strlen (document), faults);

  if (root != NULL && goods != NULL)
    draft = laurel_wire_read_program (root, "", LAUREL_WIRE_PROGRAM_WHOLE, faults);

  json_decref (root);

  if (draft == NULL)
    return json_array ();

  advice = laurel_program_advise (draft, goods->catalog, now);

  return laurel_wire_new_advice (advice);
}

char *
laurel_programs_dup_document (LaurelPrograms *self, gint version)
{
  const Published *published = NULL;
  char            *document = NULL;

  g_mutex_lock (&self->lock);
  g_assert (version >= 1 && (guint) version <= self->published->len);
  published = g_ptr_array_index (self->published, (guint) version - 1);
  document = g_strdup (published->document);
  g_mutex_unlock (&self->lock);

  return document;
}

LaurelRelease *
laurel_programs_compile (LaurelPrograms      *self,
                         json_t              *document,
                         const LaurelCatalog *catalog,
                         LaurelFaults        *faults)
{
  g_autoptr (Goods) goods = NULL;

  if (catalog != NULL)
    return release_new (document, catalog, 0, 0, faults);

  goods = acquire_goods (self, faults);

  return goods != NULL ? release_new (document, goods->catalog, 0, 0, faults) : NULL;
}

LaurelRelease *
laurel_programs_dup_draft (LaurelPrograms *self, gint64 revision)
{
  LaurelRelease *release = NULL;

  g_mutex_lock (&self->lock);

  if (self->draft != NULL && self->draft_revision == revision)
    release = laurel_release_ref (self->draft);

  g_mutex_unlock (&self->lock);

  return release;
}

gint64
laurel_programs_get_draft_revision (LaurelPrograms *self)
{
  gint64 revision = -1;

  g_mutex_lock (&self->lock);

  if (self->draft != NULL)
    revision = self->draft_revision;

  g_mutex_unlock (&self->lock);

  return revision;
}

LaurelRelease *
laurel_programs_compile_draft (LaurelPrograms *self,
                               gint64          revision,
                               const char     *document,
                               LaurelFaults   *faults)
{
  g_autoptr (Goods) goods = acquire_goods (self, faults);
  LaurelRelease *release = NULL;

  if (goods != NULL)
    release = laurel_release_new (document, goods->catalog, 0, 0, faults);

  if (release == NULL)
    return NULL;

  g_mutex_lock (&self->lock);

  if (self->goods == goods)
    {
      g_clear_pointer (&self->draft, laurel_release_unref);
      self->draft = laurel_release_ref (release);
      self->draft_revision = revision;
    }

  g_mutex_unlock (&self->lock);

  return release;
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
      Goods *goods = g_atomic_rc_box_new0 (Goods);

      *goods = (Goods){ catalog, version };
      g_mutex_lock (&self->lock);
      goods_release (self->goods);
      self->goods = goods;
      g_clear_pointer (&self->draft, laurel_release_unref);

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
  stale = self->goods == NULL || self->goods->version != state->catalog_version;
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
