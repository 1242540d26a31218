/* laurel-programs.c - the published programs of this server, compiled and ready
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "server/services/laurel-programs.h"

#include <jansson.h>
#include <string.h>

#include "server/wire/laurel-wire-program.h"

/* === A release ================================================================================ */

typedef struct
{
  LaurelRelease      release;
  gatomicrefcount    references;
  LaurelLedgerLeaf  *leaves;
  LaurelLedgerLevel *levels;
} Release;

static gint64
zone_day_start (gconstpointer data, gint32 day)
{
  return laurel_program_day_start (data, day);
}

static gint32
zone_day_of (gconstpointer data, gint64 instant)
{
  return laurel_program_day (data, instant);
}

static LaurelLedgerPeriod
ledger_period (LaurelPeriod period)
{
  switch (period)
    {
    case LAUREL_PERIOD_MONTH:
      return LAUREL_LEDGER_MONTH;
    case LAUREL_PERIOD_QUARTER:
      return LAUREL_LEDGER_QUARTER;
    case LAUREL_PERIOD_DAY:
    case LAUREL_PERIOD_WEEK:
    case LAUREL_PERIOD_YEAR:
      return LAUREL_LEDGER_YEAR;
    default:
      g_assert_not_reached ();
    }
}

static LaurelLedgerExpiry
ledger_expiry (const LaurelExpiry *expiry)
{
  static const LaurelLedgerExpiryKind kinds[] = {
    [LAUREL_EXPIRY_NONE] = LAUREL_LEDGER_EXPIRY_NONE,
    [LAUREL_EXPIRY_DAYS] = LAUREL_LEDGER_EXPIRY_DAYS,
    [LAUREL_EXPIRY_END_OF] = LAUREL_LEDGER_EXPIRY_END_OF,
    [LAUREL_EXPIRY_INACTIVITY] = LAUREL_LEDGER_EXPIRY_INACTIVITY,
  };

  return (LaurelLedgerExpiry){ .kind = kinds[expiry->kind],
                               .days = expiry->days,
                               .period = ledger_period (expiry->period),
                               .grace = expiry->grace };
}

static LaurelLedgerShortfall
ledger_shortfall (LaurelShortfall shortfall)
{
  switch (shortfall)
    {
    case LAUREL_SHORTFALL_DEBT:
      return LAUREL_LEDGER_SHORTFALL_DEBT;
    case LAUREL_SHORTFALL_OTHER_LOTS:
      return LAUREL_LEDGER_SHORTFALL_OTHER_LOTS;
    case LAUREL_SHORTFALL_FORGIVE:
      return LAUREL_LEDGER_SHORTFALL_FORGIVE;
    default:
      g_assert_not_reached ();
    }
}

static LaurelLedgerBasis
ledger_basis (LaurelBasis basis)
{
  switch (basis)
    {
    case LAUREL_BASIS_LIFETIME:
      return LAUREL_LEDGER_BASIS_LIFETIME;
    case LAUREL_BASIS_ROLLING:
      return LAUREL_LEDGER_BASIS_ROLLING;
    case LAUREL_BASIS_CALENDAR:
      return LAUREL_LEDGER_BASIS_CALENDAR;
    default:
      g_assert_not_reached ();
    }
}

static LaurelLedgerDowngrade
ledger_downgrade (LaurelDowngrade downgrade)
{
  switch (downgrade)
    {
    case LAUREL_DOWNGRADE_NEVER:
      return LAUREL_LEDGER_DOWNGRADE_NEVER;
    case LAUREL_DOWNGRADE_IMMEDIATE:
      return LAUREL_LEDGER_DOWNGRADE_IMMEDIATE;
    case LAUREL_DOWNGRADE_PERIOD:
      return LAUREL_LEDGER_DOWNGRADE_PERIOD;
    default:
      g_assert_not_reached ();
    }
}

/* Fills in the ledger's terms from the program's own; ids are interned, as accounts keep them. */
static void
fill_terms (Release *self)
{
  const LaurelProgram      *program = self->release.program;
  const LaurelProgramTerms *terms = laurel_program_get_terms (program);

  self->levels = g_new0 (LaurelLedgerLevel, terms->n_levels);
  self->leaves = g_new0 (LaurelLedgerLeaf, terms->n_lots);

  for (gsize i = 0; i < terms->n_levels; i++)
    self->levels[i] = (LaurelLedgerLevel){ g_intern_string (terms->levels[i].id),
                                           terms->levels[i].threshold,
                                           terms->levels[i].order };

  for (gsize i = 0; i < terms->n_lots; i++)
    self->leaves[i] = (LaurelLedgerLeaf){ terms->lots[i].leaf,
                                          { terms->lots[i].activation_days,
                                            ledger_expiry (&terms->lots[i].expiry) } };

  self->release.terms = (LaurelLedgerTerms){
    .money_per_point = terms->money_per_point,
    .zone = { program, zone_day_start, zone_day_of },
    .accrual = { terms->activation_days, ledger_expiry (&terms->expiry) },
    .leaves = self->leaves,
    .n_leaves = terms->n_lots,
    .returns = { ledger_shortfall (terms->shortfall), terms->grace_days },
    .hold_minutes = terms->hold_minutes,
    .hold_max_minutes = terms->hold_max_minutes,
    .late_minutes = terms->late_minutes,
    .late_days = terms->late_days,
    .levels = self->levels,
    .n_levels = terms->n_levels,
    .basis = ledger_basis (terms->basis),
    .rolling_days = terms->rolling_days,
    .calendar = ledger_period (terms->calendar),
    .downgrade = ledger_downgrade (terms->downgrade),
    .period_days = terms->period_days,
  };
}

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
  fill_terms (self);

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

  laurel_program_unref (self->release.program);
  g_free (self->leaves);
  g_free (self->levels);
  g_free (self);
}

/* === All of them ============================================================================== */

typedef struct
{
  gint           version;
  gint64         published_us;
  char          *document;
  LaurelRelease *release; /* NULL: to be compiled */
} Published;

struct _LaurelPrograms
{
  gatomicrefcount references;
  GMutex          lock;
  GPtrArray      *published; /* (element-type Published): by version, from 1, without gaps */
  LaurelCatalog  *catalog;
  gint64          catalog_version;
};

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
  laurel_catalog_free (self->catalog);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Under the lock. A published program was checked when it was published; that it cannot be compiled
 * now is for the log, and nothing is priced by it. */
static LaurelRelease *
dup_release (LaurelPrograms *self, guint index)
{
  Published *published = g_ptr_array_index (self->published, index);

  if (published->release == NULL)
    {
      g_autoptr (LaurelFaults) faults = laurel_faults_new ();

      published->release = laurel_release_new (published->document,
                                               self->catalog,
                                               published->version,
                                               published->published_us,
                                               faults);

      if (published->release == NULL)
        {
          g_critical ("program %d cannot be compiled", published->version);
          return NULL;
        }
    }

  return laurel_release_ref (published->release);
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
      laurel_catalog_free (self->catalog);
      self->catalog = catalog;
      self->catalog_version = version;

      for (guint i = 0; i < self->published->len; i++)
        g_clear_pointer (&((Published *) g_ptr_array_index (self->published, i))->release,
                         laurel_release_unref);

      g_mutex_unlock (&self->lock);
    }

  end_refresh (refresh, error);
}

static void
programs_cb (const LaurelPublished *programs,
             gsize                  n_programs,
             gint64                 catalog_version,
             const GError          *error,
             gpointer               data)
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

  stale = self->catalog == NULL || self->catalog_version != catalog_version;
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
