-- The worker's sweep looks across shops for what is due and has no job. Its connection is the owner's, which forced
-- row level security binds too (only a superuser passes by): it may read these three tables and change nothing in them.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['shop', 'inbox_event', 'effect', 'import_step'] LOOP
    EXECUTE format('CREATE POLICY owner_sweeps ON %I FOR SELECT TO %I USING (true)', t, current_user);
  END LOOP;
END $$;
