-- Notes that operators leave at the desk for whoever signs in next. Like reports, they are never altered.
CREATE TABLE "handover_note" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_note_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "handover_note_written_at_idx" ON "handover_note"("written_at");

CREATE FUNCTION "refuse_note_alteration"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % refused: a hand-over note is never altered; write another one', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "handover_note_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "handover_note"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_note_alteration"();
