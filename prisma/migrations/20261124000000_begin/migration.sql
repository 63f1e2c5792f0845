

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shop" (
    "shop" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "taxes_included" BOOLEAN NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'fr',
    "generation" INTEGER NOT NULL DEFAULT 1,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "imported_at" TIMESTAMPTZ(3),
    "swept_at" TIMESTAMPTZ(3),
    "compared_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "legal_name" TEXT,
    "legal_form" TEXT,
    "capital" TEXT,
    "registry" TEXT,
    "siren" TEXT,
    "vat_number" TEXT,
    "address1" TEXT,
    "address2" TEXT,
    "zip" TEXT,
    "city" TEXT,
    "country_code" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "iban" TEXT,
    "bic" TEXT,
    "preferred_location" TEXT,
    "handling_days" INTEGER NOT NULL DEFAULT 1,
    "receiving_days" INTEGER NOT NULL DEFAULT 1,
    "weekend" INTEGER[] DEFAULT ARRAY[6, 7]::INTEGER[],
    "closures" JSONB NOT NULL DEFAULT '[]',
    "holidays" TEXT,
    "b2b_accepts" TEXT NOT NULL DEFAULT 'parts',
    "b2c_accepts" TEXT NOT NULL DEFAULT 'whole-order',
    "splits_bundles" BOOLEAN NOT NULL DEFAULT false,
    "late_penalty" TEXT,
    "low_stock_mail" BOOLEAN NOT NULL DEFAULT false,
    "low_stock_told_on" DATE,
    "call_off_days" INTEGER NOT NULL DEFAULT 90,

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "import_step" (
    "shop" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "operation" TEXT,
    "asked_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "problem" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_step_pkey" PRIMARY KEY ("shop","step")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "customer" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "language" TEXT,
    "siren" TEXT,
    "vat_number" TEXT,
    "accepts" TEXT,
    "max_shipments" INTEGER,
    "call_off" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "location" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "address" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "location_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "variant" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "product" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "barcode" TEXT,
    "tracked" BOOLEAN NOT NULL,
    "requires_shipping" BOOLEAN NOT NULL,
    "price" BIGINT NOT NULL,
    "unit_cost" BIGINT,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "variant_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "supplier" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "language" TEXT NOT NULL DEFAULT 'fr',
    "currency" TEXT NOT NULL,
    "lead_days" INTEGER NOT NULL,
    "cut_off" TEXT NOT NULL DEFAULT '17:00',
    "time_zone" TEXT,
    "weekend" INTEGER[] DEFAULT ARRAY[6, 7]::INTEGER[],
    "order_days" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "closures" JSONB NOT NULL DEFAULT '[]',
    "holidays" TEXT,
    "address" JSONB NOT NULL DEFAULT '{}',
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "supplier_item" (
    "shop" TEXT NOT NULL,
    "supplier" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "reference" TEXT,
    "unit_cost" BIGINT NOT NULL,
    "pack_size" INTEGER NOT NULL DEFAULT 1,
    "moq" INTEGER NOT NULL DEFAULT 1,
    "rank" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "supplier_item_pkey" PRIMARY KEY ("shop","supplier","item")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "snapshot_hash" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "customer" TEXT,
    "customer_name" TEXT NOT NULL,
    "b2b" BOOLEAN NOT NULL,
    "currency" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMPTZ(3),
    "likeness" TEXT,
    "routed_at" TIMESTAMPTZ(3),
    "call_off" BOOLEAN,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "order_told" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "order_id" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL,

    CONSTRAINT "order_told_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "variant" TEXT,
    "item" TEXT,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "bundle" TEXT,
    "bundle_size" INTEGER,
    "ordered" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "shipped" INTEGER NOT NULL,
    "returned" INTEGER NOT NULL,
    "reserved" INTEGER NOT NULL,
    "claimed" INTEGER NOT NULL,
    "unsourced" INTEGER NOT NULL,
    "unstocked" INTEGER NOT NULL,
    "lacking" JSONB NOT NULL DEFAULT '[]',
    "promised" JSONB NOT NULL DEFAULT '[]',
    "expected" JSONB NOT NULL DEFAULT '[]',
    "why" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "fulfillment_order" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "location" TEXT,
    "status" TEXT NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "fulfillment_order_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "shop" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "unavailable" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "claimed" INTEGER NOT NULL DEFAULT 0,
    "unsourced" BIGINT NOT NULL DEFAULT 0,
    "in_transit" INTEGER NOT NULL DEFAULT 0,
    "shipped" INTEGER NOT NULL DEFAULT 0,
    "received" INTEGER NOT NULL DEFAULT 0,
    "adjusted" INTEGER NOT NULL DEFAULT 0,
    "reorder_point" INTEGER,
    "safety_stock" INTEGER NOT NULL DEFAULT 0,
    "b2b_only" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("shop","location","item")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "location" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "stock_take" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "uncounted" TEXT,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "begun_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "stock_take_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "stock_take_line" (
    "shop" TEXT NOT NULL,
    "stock_take" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "counted" INTEGER,
    "expected" INTEGER,
    "position" BIGINT,
    "moved" BOOLEAN NOT NULL DEFAULT false,
    "counted_at" TIMESTAMPTZ(3),
    "counted_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "posted" INTEGER,
    "unit_cost" BIGINT,

    CONSTRAINT "stock_take_line_pkey" PRIMARY KEY ("shop","stock_take","item")
);

-- CreateTable
CREATE TABLE "stock_take_count" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "stock_take" UUID NOT NULL,
    "key" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "before" INTEGER,
    "after" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,

    CONSTRAINT "stock_take_count_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "stock_adjustment" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "location" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "did" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "unit_cost" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,

    CONSTRAINT "stock_adjustment_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "unit_cost" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "item" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "cost" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_cost_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "shop" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("shop","line_id","location")
);

-- CreateTable
CREATE TABLE "claim" (
    "shop" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "po_line" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("shop","line_id","po_line")
);

-- CreateTable
CREATE TABLE "shipment" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "delivery_note" UUID NOT NULL,
    "told" TEXT NOT NULL,
    "fulfillment" TEXT,
    "shipped_at" TIMESTAMPTZ(3) NOT NULL,
    "call" UUID,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "shop" TEXT NOT NULL,
    "shipment" UUID NOT NULL,
    "line_id" TEXT NOT NULL,
    "item" TEXT,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("shop","shipment","line_id")
);

-- CreateTable
CREATE TABLE "delivery_call" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "wished_on" DATE,
    "called_at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_call_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "delivery_call_line" (
    "shop" TEXT NOT NULL,
    "call" UUID NOT NULL,
    "line_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "delivery_call_line_pkey" PRIMARY KEY ("shop","call","line_id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "note" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "transfer_line" (
    "shop" TEXT NOT NULL,
    "transfer" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "arrived" INTEGER NOT NULL DEFAULT 0,
    "lost" INTEGER NOT NULL DEFAULT 0,
    "never_left" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "transfer_line_pkey" PRIMARY KEY ("shop","transfer","item")
);

-- CreateTable
CREATE TABLE "transfer_step" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "transfer" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "transfer_step_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "transfer_step_line" (
    "shop" TEXT NOT NULL,
    "step" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_cost" BIGINT,

    CONSTRAINT "transfer_step_line_pkey" PRIMARY KEY ("shop","step","item")
);

-- CreateTable
CREATE TABLE "series" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "next_no" INTEGER NOT NULL,
    "last_hash" TEXT,
    "last_day" DATE,

    CONSTRAINT "series_pkey" PRIMARY KEY ("shop","kind","period")
);

-- CreateTable
CREATE TABLE "document" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "order_id" TEXT,
    "purchase_order" UUID,
    "cause" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_on" DATE NOT NULL,
    "currency" TEXT,
    "total" BIGINT,
    "net" BIGINT,
    "tax" BIGINT,
    "body" TEXT NOT NULL,
    "person_hash" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "who" TEXT NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "document_void" (
    "shop" TEXT NOT NULL,
    "document" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "replaced_by" UUID,

    CONSTRAINT "document_void_pkey" PRIMARY KEY ("shop","document")
);

-- CreateTable
CREATE TABLE "short_pick" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "line_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "pick_list" UUID NOT NULL,
    "location" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "also_free" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,

    CONSTRAINT "short_pick_pkey" PRIMARY KEY ("shop","id","line_id")
);

-- CreateTable
CREATE TABLE "document_person" (
    "shop" TEXT NOT NULL,
    "document" UUID NOT NULL,
    "salt" TEXT NOT NULL,
    "person" TEXT NOT NULL,

    CONSTRAINT "document_person_pkey" PRIMARY KEY ("shop","document")
);

-- CreateTable
CREATE TABLE "document_line" (
    "shop" TEXT NOT NULL,
    "document" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line_id" TEXT,
    "charge" TEXT,
    "quantity" INTEGER NOT NULL,
    "net" BIGINT NOT NULL,
    "rate" INTEGER NOT NULL,

    CONSTRAINT "document_line_pkey" PRIMARY KEY ("shop","document","position")
);

-- CreateTable
CREATE TABLE "document_file" (
    "shop" TEXT NOT NULL,
    "document" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_file_pkey" PRIMARY KEY ("shop","document","template")
);

-- CreateTable
CREATE TABLE "purchase_order" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT,
    "supplier" UUID NOT NULL,
    "location" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "purchase_order_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "purchase_order_line" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "purchase_order" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "sku" TEXT,
    "title" TEXT NOT NULL,
    "reference" TEXT,
    "pack_size" INTEGER NOT NULL,
    "unit_cost" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "short" INTEGER NOT NULL DEFAULT 0,
    "received" INTEGER NOT NULL DEFAULT 0,
    "acknowledged" JSONB NOT NULL DEFAULT '[]',
    "expected_on" DATE,
    "by_hand" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "purchase_order_line_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "po_line_demand" (
    "shop" TEXT NOT NULL,
    "po_line" UUID NOT NULL,
    "need" TEXT NOT NULL,
    "line_id" TEXT NOT NULL DEFAULT '',
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "po_line_demand_pkey" PRIMARY KEY ("shop","po_line","need","line_id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "purchase_order" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "receipt_line" (
    "shop" TEXT NOT NULL,
    "receipt" UUID NOT NULL,
    "po_line" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "surplus" INTEGER NOT NULL DEFAULT 0,
    "surplus_is" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "receipt_line_pkey" PRIMARY KEY ("shop","receipt","po_line")
);

-- CreateTable
CREATE TABLE "task" (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "dismissed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "task_pkey" PRIMARY KEY ("shop","key")
);

-- CreateTable
CREATE TABLE "comparison" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "who" TEXT NOT NULL DEFAULT 'carnet',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "orders" INTEGER NOT NULL DEFAULT 0,
    "levels" INTEGER NOT NULL DEFAULT 0,
    "differences" INTEGER NOT NULL DEFAULT 0,
    "stage" TEXT NOT NULL DEFAULT '',
    "after" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "comparison_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "difference" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "comparison" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT '',
    "label" TEXT NOT NULL DEFAULT '',
    "ours" TEXT,
    "theirs" TEXT,
    "cause" TEXT,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "repaired_at" TIMESTAMPTZ(3),
    "repaired_by" TEXT,

    CONSTRAINT "difference_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "shop" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "webhook_id" TEXT,
    "api_version" TEXT,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "effect" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'due',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "effect_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "worker_beat" (
    "worker" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("worker")
);

-- CreateIndex
CREATE INDEX "session_shop_idx" ON "session"("shop");

-- CreateIndex
CREATE INDEX "audit_entry_shop_subject_id_idx" ON "audit_entry"("shop", "subject", "id");

-- CreateIndex
CREATE INDEX "variant_shop_item_idx" ON "variant"("shop", "item");

-- CreateIndex
CREATE INDEX "variant_shop_sku_idx" ON "variant"("shop", "sku");

-- CreateIndex
CREATE INDEX "variant_shop_barcode_idx" ON "variant"("shop", "barcode");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_shop_name_key" ON "supplier"("shop", "name");

-- CreateIndex
CREATE INDEX "supplier_item_shop_item_idx" ON "supplier_item"("shop", "item");

-- CreateIndex
CREATE INDEX "orders_shop_placed_at_id_idx" ON "orders"("shop", "placed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "orders_shop_name_idx" ON "orders"("shop", "name");

-- CreateIndex
CREATE INDEX "order_told_shop_order_id_id_idx" ON "order_told"("shop", "order_id", "id");

-- CreateIndex
CREATE INDEX "order_line_shop_order_id_idx" ON "order_line"("shop", "order_id");

-- CreateIndex
CREATE INDEX "order_line_shop_item_idx" ON "order_line"("shop", "item");

-- CreateIndex
CREATE INDEX "fulfillment_order_shop_order_id_idx" ON "fulfillment_order"("shop", "order_id");

-- CreateIndex
CREATE INDEX "stock_level_shop_item_idx" ON "stock_level"("shop", "item");

-- CreateIndex
CREATE INDEX "ledger_entry_shop_item_location_id_idx" ON "ledger_entry"("shop", "item", "location", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_shop_cause_location_item_account_kind_key" ON "ledger_entry"("shop", "cause", "location", "item", "account", "kind");

-- CreateIndex
CREATE INDEX "stock_take_shop_state_begun_at_idx" ON "stock_take"("shop", "state", "begun_at");

-- CreateIndex
CREATE INDEX "stock_take_line_shop_item_counted_at_idx" ON "stock_take_line"("shop", "item", "counted_at");

-- CreateIndex
CREATE UNIQUE INDEX "stock_take_count_shop_stock_take_key_key" ON "stock_take_count"("shop", "stock_take", "key");

-- CreateIndex
CREATE INDEX "stock_adjustment_shop_item_at_idx" ON "stock_adjustment"("shop", "item", "at");

-- CreateIndex
CREATE INDEX "unit_cost_shop_item_source_at_id_idx" ON "unit_cost"("shop", "item", "source", "at", "id");

-- CreateIndex
CREATE INDEX "reservation_shop_item_location_idx" ON "reservation"("shop", "item", "location");

-- CreateIndex
CREATE INDEX "reservation_shop_order_id_idx" ON "reservation"("shop", "order_id");

-- CreateIndex
CREATE INDEX "claim_shop_po_line_idx" ON "claim"("shop", "po_line");

-- CreateIndex
CREATE INDEX "claim_shop_order_id_idx" ON "claim"("shop", "order_id");

-- CreateIndex
CREATE INDEX "shipment_shop_order_id_idx" ON "shipment"("shop", "order_id");

-- CreateIndex
CREATE INDEX "shipment_line_shop_line_id_idx" ON "shipment_line"("shop", "line_id");

-- CreateIndex
CREATE INDEX "delivery_call_shop_order_id_idx" ON "delivery_call"("shop", "order_id");

-- CreateIndex
CREATE INDEX "delivery_call_line_shop_line_id_idx" ON "delivery_call_line"("shop", "line_id");

-- CreateIndex
CREATE INDEX "transfer_shop_created_at_id_idx" ON "transfer"("shop", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "transfer_line_shop_item_idx" ON "transfer_line"("shop", "item");

-- CreateIndex
CREATE INDEX "transfer_step_shop_transfer_idx" ON "transfer_step"("shop", "transfer");

-- CreateIndex
CREATE INDEX "transfer_step_line_shop_item_idx" ON "transfer_step_line"("shop", "item");
CREATE INDEX "short_pick_shop_item_idx" ON "short_pick"("shop", "item");

-- CreateIndex
CREATE INDEX "document_shop_order_id_idx" ON "document"("shop", "order_id");

-- CreateIndex
CREATE INDEX "document_shop_issued_at_id_idx" ON "document"("shop", "issued_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_shop_kind_period_no_key" ON "document"("shop", "kind", "period", "no");

-- CreateIndex
CREATE UNIQUE INDEX "document_shop_number_key" ON "document"("shop", "number");

-- CreateIndex
CREATE UNIQUE INDEX "document_shop_kind_cause_key" ON "document"("shop", "kind", "cause");

-- CreateIndex
CREATE INDEX "document_line_shop_line_id_idx" ON "document_line"("shop", "line_id");

-- CreateIndex
CREATE INDEX "purchase_order_shop_created_at_id_idx" ON "purchase_order"("shop", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_order_shop_number_key" ON "purchase_order"("shop", "number");

-- CreateIndex
CREATE INDEX "purchase_order_line_shop_item_idx" ON "purchase_order_line"("shop", "item");

-- CreateIndex
CREATE UNIQUE INDEX "purchase_order_line_shop_purchase_order_item_key" ON "purchase_order_line"("shop", "purchase_order", "item");

-- CreateIndex
CREATE INDEX "po_line_demand_shop_line_id_idx" ON "po_line_demand"("shop", "line_id");

-- CreateIndex
CREATE INDEX "receipt_shop_purchase_order_idx" ON "receipt"("shop", "purchase_order");

-- CreateIndex
CREATE INDEX "receipt_line_shop_po_line_idx" ON "receipt_line"("shop", "po_line");

-- CreateIndex
CREATE INDEX "task_shop_resolved_at_raised_at_idx" ON "task"("shop", "resolved_at", "raised_at" DESC);

-- CreateIndex
CREATE INDEX "comparison_shop_kind_started_at_idx" ON "comparison"("shop", "kind", "started_at" DESC);

-- CreateIndex
CREATE INDEX "difference_shop_comparison_idx" ON "difference"("shop", "comparison");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_shop_topic_event_id_key" ON "inbox_event"("shop", "topic", "event_id");

-- CreateIndex
CREATE INDEX "effect_shop_state_idx" ON "effect"("shop", "state");

-- CreateIndex
CREATE UNIQUE INDEX "effect_shop_key_key" ON "effect"("shop", "key");

-- AddForeignKey
ALTER TABLE "stock_take_line" ADD CONSTRAINT "stock_take_line_shop_stock_take_fkey" FOREIGN KEY ("shop", "stock_take") REFERENCES "stock_take"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supplier_item" ADD CONSTRAINT "supplier_item_shop_supplier_fkey" FOREIGN KEY ("shop", "supplier") REFERENCES "supplier"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_shop_order_id_fkey" FOREIGN KEY ("shop", "order_id") REFERENCES "orders"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fulfillment_order" ADD CONSTRAINT "fulfillment_order_shop_order_id_fkey" FOREIGN KEY ("shop", "order_id") REFERENCES "orders"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_shop_line_id_fkey" FOREIGN KEY ("shop", "line_id") REFERENCES "order_line"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_shop_line_id_fkey" FOREIGN KEY ("shop", "line_id") REFERENCES "order_line"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_shop_po_line_fkey" FOREIGN KEY ("shop", "po_line") REFERENCES "purchase_order_line"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_shop_order_id_fkey" FOREIGN KEY ("shop", "order_id") REFERENCES "orders"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_shop_delivery_note_fkey" FOREIGN KEY ("shop", "delivery_note") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_shop_call_fkey" FOREIGN KEY ("shop", "call") REFERENCES "delivery_call"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shop_shipment_fkey" FOREIGN KEY ("shop", "shipment") REFERENCES "shipment"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shop_line_id_fkey" FOREIGN KEY ("shop", "line_id") REFERENCES "order_line"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_call" ADD CONSTRAINT "delivery_call_shop_order_id_fkey" FOREIGN KEY ("shop", "order_id") REFERENCES "orders"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_call_line" ADD CONSTRAINT "delivery_call_line_shop_call_fkey" FOREIGN KEY ("shop", "call") REFERENCES "delivery_call"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_call_line" ADD CONSTRAINT "delivery_call_line_shop_line_id_fkey" FOREIGN KEY ("shop", "line_id") REFERENCES "order_line"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_shop_note_fkey" FOREIGN KEY ("shop", "note") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_line" ADD CONSTRAINT "transfer_line_shop_transfer_fkey" FOREIGN KEY ("shop", "transfer") REFERENCES "transfer"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_step" ADD CONSTRAINT "transfer_step_shop_transfer_fkey" FOREIGN KEY ("shop", "transfer") REFERENCES "transfer"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_step_line" ADD CONSTRAINT "transfer_step_line_shop_step_fkey" FOREIGN KEY ("shop", "step") REFERENCES "transfer_step"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_void" ADD CONSTRAINT "document_void_shop_document_fkey" FOREIGN KEY ("shop", "document") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "document_void" ADD CONSTRAINT "document_void_shop_replaced_by_fkey" FOREIGN KEY ("shop", "replaced_by") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "short_pick" ADD CONSTRAINT "short_pick_shop_pick_list_fkey" FOREIGN KEY ("shop", "pick_list") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_person" ADD CONSTRAINT "document_person_shop_document_fkey" FOREIGN KEY ("shop", "document") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_line" ADD CONSTRAINT "document_line_shop_document_fkey" FOREIGN KEY ("shop", "document") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_file" ADD CONSTRAINT "document_file_shop_document_fkey" FOREIGN KEY ("shop", "document") REFERENCES "document"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_shop_supplier_fkey" FOREIGN KEY ("shop", "supplier") REFERENCES "supplier"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_shop_purchase_order_fkey" FOREIGN KEY ("shop", "purchase_order") REFERENCES "purchase_order"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "po_line_demand" ADD CONSTRAINT "po_line_demand_shop_po_line_fkey" FOREIGN KEY ("shop", "po_line") REFERENCES "purchase_order_line"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_shop_purchase_order_fkey" FOREIGN KEY ("shop", "purchase_order") REFERENCES "purchase_order"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt_line" ADD CONSTRAINT "receipt_line_shop_receipt_fkey" FOREIGN KEY ("shop", "receipt") REFERENCES "receipt"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt_line" ADD CONSTRAINT "receipt_line_shop_po_line_fkey" FOREIGN KEY ("shop", "po_line") REFERENCES "purchase_order_line"("shop", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "difference" ADD CONSTRAINT "difference_shop_comparison_fkey" FOREIGN KEY ("shop", "comparison") REFERENCES "comparison"("shop", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What must always hold ------------------------------------------------------------------------------------------

-- The first promise: every ordered unit is in exactly one place.
ALTER TABLE order_line ADD CONSTRAINT every_unit_is_in_one_place CHECK (
  ordered - removed - cancelled = reserved + claimed + unsourced + shipped + unstocked
  AND ordered >= 0 AND removed >= 0 AND cancelled >= 0 AND shipped >= 0 AND returned >= 0
  AND reserved >= 0 AND claimed >= 0 AND unsourced >= 0 AND unstocked >= 0 AND returned <= shipped);
ALTER TABLE order_line ADD CONSTRAINT bundle_has_a_size CHECK ((bundle IS NULL) = (bundle_size IS NULL) AND bundle_size > 0);
ALTER TABLE shop ADD CONSTRAINT shop_accepts CHECK (
  b2b_accepts IN ('parts', 'whole-lines', 'whole-order') AND b2c_accepts IN ('parts', 'whole-lines', 'whole-order'));
ALTER TABLE customer ADD CONSTRAINT customer_accepts CHECK (accepts IN ('parts', 'whole-lines', 'whole-order') AND max_shipments > 0);
ALTER TABLE import_step ADD CONSTRAINT import_step_is_known CHECK (
  step IN ('locations', 'variants', 'companies', 'customers', 'orders') AND bytes >= 0 AND done >= 0
  AND state IN ('waiting', 'asked', 'reading', 'done', 'failed') AND (state = 'failed') <= (problem IS NOT NULL)
  AND (state IN ('asked', 'reading')) <= (operation IS NOT NULL));
ALTER TABLE order_told ADD CONSTRAINT order_told_by CHECK (by IN ('webhook', 'fetched'));
ALTER TABLE orders ADD CONSTRAINT order_state CHECK (state IN ('open', 'cancelled', 'closed'));
-- No more is promised than what lies there and may be used.
ALTER TABLE stock_level ADD CONSTRAINT reserved_is_there CHECK (reserved >= 0 AND reserved <= greatest(on_hand - unavailable, 0));
ALTER TABLE stock_level ADD CONSTRAINT reorder_point_is_positive CHECK (reorder_point > 0);
ALTER TABLE stock_level ADD CONSTRAINT nobody_holds_less_than_nothing CHECK (claimed >= 0 AND unsourced >= 0 AND in_transit >= 0);
ALTER TABLE stock_level ADD CONSTRAINT kept_back_is_not_negative CHECK (safety_stock >= 0 AND b2b_only >= 0);
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_moves_something CHECK (quantity <> 0);
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_account CHECK (account IN
  ('on_hand', 'unavailable', 'reserved', 'claimed', 'unsourced', 'in_transit', 'shipped', 'received', 'adjusted'));
ALTER TABLE stock_take ADD CONSTRAINT stock_take_state CHECK (
  kind IN ('full', 'rolling') AND state IN ('open', 'posted', 'abandoned') AND uncounted IN ('left-out', 'zero')
  AND (state = 'open') = (ended_at IS NULL) AND (state = 'open') = (ended_by IS NULL)
  AND (state = 'posted') = (uncounted IS NOT NULL));
-- Who counted knows what the ledger told then; only what was counted is posted.
ALTER TABLE stock_take_line ADD CONSTRAINT stock_take_line_counted CHECK (
  counted >= 0 AND (counted IS NULL) = (expected IS NULL) AND (counted IS NULL) = (position IS NULL)
  AND (counted IS NULL) = (counted_at IS NULL) AND (counted IS NULL) = (counted_by IS NULL)
  AND (posted IS NULL OR counted IS NOT NULL)
  AND reason IN ('', 'counting-error', 'lost', 'broken', 'theft', 'found', 'other')
  AND (reason <> 'other' OR note <> '') AND (coalesce(posted, 0) = 0 OR reason <> ''));
ALTER TABLE stock_take_count ADD CONSTRAINT stock_take_count_units CHECK (before >= 0 AND after >= 0);
ALTER TABLE stock_adjustment ADD CONSTRAINT stock_adjustment_is_one CHECK (
  quantity > 0 AND did IN ('gone', 'set-aside', 'found', 'quarantined', 'sent-back')
  AND reason IN ('lost', 'broken', 'theft', 'expired', 'found', 'wrong-goods', 'other')
  AND (did = 'found') = (reason = 'found') AND (did IN ('quarantined', 'sent-back')) = (reason = 'wrong-goods')
  AND (reason <> 'other' OR note <> '') AND (undone_at IS NULL) = (undone_by IS NULL));
ALTER TABLE unit_cost ADD CONSTRAINT unit_cost_is_known CHECK (source IN ('shopify') AND cost >= 0);
ALTER TABLE reservation ADD CONSTRAINT reservation_holds_something CHECK (quantity > 0);
ALTER TABLE claim ADD CONSTRAINT claim_holds_something CHECK (quantity > 0);
ALTER TABLE shipment ADD CONSTRAINT shipment_told CHECK (told IN ('unconfirmed', 'confirmed', 'failed'));
ALTER TABLE shipment_line ADD CONSTRAINT shipment_moves_something CHECK (quantity > 0);
ALTER TABLE delivery_call_line ADD CONSTRAINT call_wants_something CHECK (quantity > 0);
ALTER TABLE shop ADD CONSTRAINT call_off_days_are_positive CHECK (call_off_days > 0);
-- A draft moved nothing and has no note; what was sent has one; what has ended says when.
ALTER TABLE transfer ADD CONSTRAINT transfer_state CHECK (
  state IN ('draft', 'cancelled', 'sent', 'partly-received', 'received', 'closed') AND origin <> destination
  AND (state IN ('draft', 'cancelled')) = (note IS NULL) AND (note IS NULL) = (sent_at IS NULL)
  AND (state IN ('cancelled', 'received', 'closed')) = (ended_at IS NOT NULL));
-- No unit arrives that was not sent, and none is in two places.
ALTER TABLE transfer_line ADD CONSTRAINT transfer_line_units CHECK (
  quantity > 0 AND arrived >= 0 AND lost >= 0 AND never_left >= 0 AND arrived + lost + never_left <= quantity);
ALTER TABLE transfer_step ADD CONSTRAINT transfer_step_kind CHECK (
  kind IN ('sent', 'arrived', 'lost', 'never-left') AND (kind <> 'lost' OR reason <> ''));
ALTER TABLE transfer_step_line ADD CONSTRAINT transfer_step_moves_something CHECK (quantity > 0 AND unit_cost >= 0);
ALTER TABLE supplier ADD CONSTRAINT supplier_lead CHECK (lead_days >= 0 AND cut_off ~ '^([01]\d|2[0-3]):[0-5]\d$');
ALTER TABLE supplier_item ADD CONSTRAINT supplier_item_terms CHECK (unit_cost >= 0 AND pack_size > 0 AND moq > 0 AND rank > 0);
ALTER TABLE purchase_order ADD CONSTRAINT purchase_order_state CHECK (state IN
  ('draft', 'sent', 'partly-confirmed', 'confirmed', 'partly-received', 'received', 'closed-short', 'cancelled'));
-- A draft has no number and was not sent; what was sent has both.
ALTER TABLE purchase_order ADD CONSTRAINT draft_has_no_number CHECK (
  (state = 'draft') = (number IS NULL) AND (state = 'draft') = (sent_at IS NULL) AND (state = 'draft') = (revision = 0));
ALTER TABLE purchase_order_line ADD CONSTRAINT purchase_order_line_units CHECK (
  quantity >= 0 AND short >= 0 AND received >= 0 AND short + received <= quantity AND unit_cost >= 0 AND pack_size > 0);
ALTER TABLE po_line_demand ADD CONSTRAINT demand_names_its_need CHECK (
  quantity > 0 AND need IN ('order', 'reorder', 'rounding', 'free') AND (need = 'order') = (line_id <> ''));
ALTER TABLE receipt_line ADD CONSTRAINT receipt_units CHECK (
  quantity >= 0 AND surplus >= 0 AND surplus <= quantity
  AND surplus_is IN ('', 'kept-free', 'kept-priced', 'refused') AND (surplus = 0) = (surplus_is = ''));
ALTER TABLE series ADD CONSTRAINT series_counts_up CHECK (next_no > 0);
ALTER TABLE document ADD CONSTRAINT document_kind CHECK (kind IN ('pick-list', 'delivery-note', 'invoice', 'purchase-order', 'transfer-note'));
ALTER TABLE document_void ADD CONSTRAINT document_void_reason CHECK (
  reason IN ('cancelled', 'address-changed') AND (reason = 'address-changed') = (replaced_by IS NOT NULL) AND replaced_by <> document);
ALTER TABLE short_pick ADD CONSTRAINT short_pick_units CHECK (
  quantity > 0 AND also_free >= 0 AND reason IN ('not-found', 'damaged') AND (reason = 'not-found' OR also_free = 0));
ALTER TABLE document ADD CONSTRAINT invoice_has_its_totals CHECK (
  kind <> 'invoice' OR (currency IS NOT NULL AND total = net + tax AND order_id IS NOT NULL));
ALTER TABLE inbox_event ADD CONSTRAINT inbox_state CHECK (
  state IN ('due', 'done', 'ignored', 'dead') AND (state NOT IN ('ignored', 'dead') OR reason IS NOT NULL));
ALTER TABLE comparison ADD CONSTRAINT comparison_kind CHECK (
  kind IN ('changed-orders', 'everything', 'one-order') AND orders >= 0 AND levels >= 0 AND differences >= 0);
ALTER TABLE difference ADD CONSTRAINT difference_is_one CHECK (
  subject IN ('order', 'level', 'variant', 'location') AND ours IS DISTINCT FROM theirs AND (repaired_at IS NULL) = (repaired_by IS NULL));
ALTER TABLE effect ADD CONSTRAINT effect_state CHECK (state IN ('due', 'trying', 'done', 'unknown', 'failed'));

-- One open draft a supplier and place: settling merges into it.
CREATE UNIQUE INDEX one_draft_a_supplier ON purchase_order (shop, supplier, location) WHERE state = 'draft';
-- A place is counted whole by one stock-take at a time.
CREATE UNIQUE INDEX one_full_stock_take_a_place ON stock_take (shop, location) WHERE state = 'open' AND kind = 'full';
-- What differs still is one open row, however often it is found: its age counts from the first time.
CREATE UNIQUE INDEX difference_open ON difference (shop, subject_id, part, field) WHERE repaired_at IS NULL;
-- Goods leave a transfer's origin once.
CREATE UNIQUE INDEX transfer_is_sent_once ON transfer_step (shop, transfer) WHERE kind = 'sent';
-- Open rows are few among many: these keep the lists flat as the tables grow.
CREATE INDEX order_line_waiting ON order_line (shop, item) WHERE unsourced > 0 OR claimed > 0;
-- An order that was placed twice is found by what it orders.
CREATE INDEX order_alike ON orders (shop, likeness, placed_at) WHERE likeness IS NOT NULL;
CREATE INDEX order_open ON orders (shop, placed_at DESC, id) WHERE state = 'open';
CREATE INDEX inbox_event_due ON inbox_event (shop, id) WHERE state = 'due';
CREATE INDEX inbox_event_dead ON inbox_event (shop) WHERE state = 'dead';
CREATE INDEX task_open ON task (shop, raised_at DESC) WHERE resolved_at IS NULL;
-- What lay somewhere at a day's end is what lies there now less what moved since: read from this index alone.
CREATE INDEX ledger_entry_on_hand_since ON ledger_entry (shop, at) INCLUDE (location, item, quantity) WHERE account = 'on_hand';
-- The adjustments that Shopify has not heard of, and those it heard of lately.
CREATE INDEX effect_adjustment_open ON effect (shop) WHERE kind = 'shopify-adjustment' AND state <> 'done';
CREATE INDEX effect_adjustment_moved ON effect (shop, moved_at) WHERE kind = 'shopify-adjustment';
-- What Shopify has not heard of yet, or only just, when it says what lies on a shelf.
CREATE INDEX effect_quantities ON effect (shop, moved_at) WHERE kind = 'shopify-quantities';
-- The mails about an order, a document or a purchase order, on its page.
CREATE INDEX effect_mail_about ON effect (shop, (payload->'about'->>'id')) WHERE kind = 'mail';

-- A level is moved by every order that reserves: its page keeps room, so that no index has to follow.
ALTER TABLE stock_level SET (fillfactor = 70);

-- What was written stays written -----------------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_line_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_line EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_void_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_void EXECUTE FUNCTION refuse_change();
CREATE TRIGGER short_pick_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON short_pick EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_file_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_file EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_take_count_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_take_count EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_cost_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_cost EXECUTE FUNCTION refuse_change();

-- Two roles: the owner migrates and runs the queue; carnet_app does the business and sees one shop at a time --------

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'carnet_app') THEN
    CREATE ROLE carnet_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the server made it meanwhile
END $$;

GRANT USAGE ON SCHEMA public TO carnet_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO carnet_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO carnet_app;
REVOKE UPDATE, DELETE ON ledger_entry, audit_entry, document, document_line, document_file, document_void, short_pick, stock_take_count, unit_cost FROM carnet_app;
-- What was told stays as it was told; erasing a person takes whole rows away.
REVOKE UPDATE ON order_told FROM carnet_app;
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON _prisma_migrations FROM carnet_app;
    GRANT SELECT ON _prisma_migrations TO carnet_app; -- readiness compares versions
  END IF;
END $$;

-- nullif: after a local set_config the setting is '' and not NULL.
CREATE FUNCTION current_shop() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.shop', true), '') $$;

DO $$
DECLARE t text;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'shop' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'session'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY one_shop ON %I USING (shop = current_shop()) WITH CHECK (shop = current_shop())', t);
  END LOOP;
END $$;

-- The queue's own tables refuse a runtime role, so this one door stands open to it --------------------------------

CREATE FUNCTION enqueue(task text, payload json, queue text DEFAULT NULL, key text DEFAULT NULL, run_at timestamptz DEFAULT NULL, attempts integer DEFAULT 25)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, max_attempts => attempts, job_key => key);
END $$;
REVOKE ALL ON FUNCTION enqueue(text, json, text, text, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue(text, json, text, text, timestamptz, integer) TO carnet_app;

-- Stores a webhook and asks for its shop's inbox to be drained, in one round trip for all that came together. True when the event is new;
-- a twin is counted and asks for nothing.
CREATE FUNCTION receive_webhook(p_shop text, p_topic text, p_event text, p_webhook text, p_version text, p_triggered timestamptz, p_received timestamptz, p_body bytea)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE is_new boolean;
BEGIN
  PERFORM set_config('app.shop', p_shop, true);
  INSERT INTO inbox_event AS i (shop, topic, event_id, webhook_id, api_version, triggered_at, received_at, body)
  VALUES (p_shop, p_topic, p_event, p_webhook, p_version, p_triggered, p_received, p_body)
  ON CONFLICT (shop, topic, event_id) DO UPDATE SET duplicates = i.duplicates + 1
  RETURNING i.duplicates = 0 INTO is_new;
  -- Once a statement for a shop: those that are stored together ask for one drain.
  IF is_new AND current_setting('app.drained', true) IS DISTINCT FROM p_shop THEN
    PERFORM set_config('app.drained', p_shop, true);
    PERFORM enqueue('drain-inbox', json_build_object('shop', p_shop), 'shop:' || p_shop, 'drain:' || p_shop);
  END IF;
  RETURN is_new;
END $$;
GRANT EXECUTE ON FUNCTION receive_webhook(text, text, text, text, text, timestamptz, timestamptz, bytea) TO carnet_app;
