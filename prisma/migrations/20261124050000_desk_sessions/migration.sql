-- CreateTable
CREATE TABLE "desk_session" (
    "id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "desk_session_created_at_idx" ON "desk_session"("created_at");

-- AddForeignKey
ALTER TABLE "desk_session" ADD CONSTRAINT "desk_session_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
