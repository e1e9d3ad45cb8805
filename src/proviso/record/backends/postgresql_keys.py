"""Writing the table of keys anew on PostgreSQL, and knowing while that is still to be done.

Whatever deletes or changes a key leaves a row in `record_keys_left`, in the same transaction and by a trigger. The rows
go once the table was written anew with nothing in it but the keys that are there. A role that owns nothing may have it
written, and may read since when it waits, and do neither in any other way.
"""

FORGETTING = "record_keys_rewritten"
"""The function that writes the table of keys anew."""

LEFT = "record_keys_left"
"""The table that says since when something of deleted keys is left over; its trigger and its function too."""

_BY_WHICH_IT_IS_KNOWN = f"public.{LEFT}()"
_KNOWN = f"INSERT INTO public.{LEFT} DEFAULT VALUES ON CONFLICT DO NOTHING;"  # noqa: S608 - names of ours

# The index that is made with the table has a place for every row that was written along, those that somebody's older
# moment may still need among them. The server keeps their number as a real, which is exact up to 16,777,216 keys, and
# as -1 where there is none.
_ONLY_WHAT_IS_THERE = (
    "(SELECT count(*)::real FROM public.record_wrappedkey) = (SELECT greatest(c.reltuples, 0) "
    "FROM pg_catalog.pg_class c WHERE c.oid = 'public.record_wrappedkey_pkey'::regclass)"
)
_FORGETS = f"IF {_ONLY_WHAT_IS_THERE} THEN DELETE FROM public.{LEFT}; END IF;"  # noqa: S608 - the same

PREPARING = (
    f"CREATE TABLE IF NOT EXISTS public.{LEFT} "
    "(by xid8 PRIMARY KEY DEFAULT pg_current_xact_id(), at timestamptz NOT NULL DEFAULT now())",
    f"CREATE OR REPLACE FUNCTION {_BY_WHICH_IT_IS_KNOWN} RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
    f"SET search_path = pg_catalog, pg_temp AS $$ BEGIN {_KNOWN} RETURN NULL; END $$",
    f"REVOKE ALL ON FUNCTION {_BY_WHICH_IT_IS_KNOWN} FROM PUBLIC",
    f"DROP TRIGGER IF EXISTS {LEFT} ON public.record_wrappedkey",
    f"CREATE TRIGGER {LEFT} AFTER DELETE OR UPDATE ON public.record_wrappedkey FOR EACH STATEMENT "
    f"EXECUTE FUNCTION {_BY_WHICH_IT_IS_KNOWN}",
    f"ALTER TABLE public.record_wrappedkey ENABLE ALWAYS TRIGGER {LEFT}",
    f"CREATE OR REPLACE FUNCTION public.{FORGETTING}() RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
    "SET search_path = pg_catalog, pg_temp SET lock_timeout = '250ms' AS $$ BEGIN "
    "LOCK TABLE public.record_wrappedkey IN ACCESS EXCLUSIVE MODE; "
    f"CLUSTER public.record_wrappedkey USING record_wrappedkey_pkey; {_FORGETS} END $$",
    f"REVOKE ALL ON FUNCTION public.{FORGETTING}() FROM PUBLIC",
)
"""What makes all of it, in order; anew where it is there."""

LEFT_BY_A_FORMER_VERSION = f"INSERT INTO public.{LEFT} SELECT WHERE EXISTS (SELECT FROM public.record_wrappedkey)"  # noqa: S608
"""Said when keys are there before this is: whether something is left over of them was not kept."""

IS_KEPT = f"SELECT to_regclass('public.{LEFT}') IS NOT NULL"
"""Whether this is the database of keys."""

SINCE = f"SELECT min(at) FROM public.{LEFT}"  # noqa: S608
"""Since when something is left over; null where nothing is."""

TRIGGER = (LEFT, "record_wrappedkey")
"""The trigger, and the table that it is on: one that is ours, and refuses nothing."""
