"""A PostgreSQL schema with Odoo's own table and column names, as far as the preset reads them."""

SCHEMA = """
CREATE TABLE res_currency (id int PRIMARY KEY, name text);
CREATE TABLE res_country (id int PRIMARY KEY, code text);
CREATE TABLE res_country_state (id int PRIMARY KEY, name text);
CREATE TABLE res_partner (id int PRIMARY KEY, name text, vat text, mobile text, phone text, city text, lang text,
  country_id int, state_id int, user_id int, commercial_partner_id int);
CREATE TABLE res_users (id int PRIMARY KEY, partner_id int);
CREATE TABLE account_account (id int PRIMARY KEY, account_type text);
CREATE TABLE account_move (id int PRIMARY KEY, name text, move_type text, state text, invoice_date date,
  company_id int, invoice_user_id int);
CREATE TABLE account_move_line (id int PRIMARY KEY, move_id int, account_id int, partner_id int, currency_id int,
  company_id int, parent_state text, date_maturity date, amount_currency numeric(15,2),
  amount_residual numeric(15,2), amount_residual_currency numeric(15,2), display_type text, name text,
  quantity numeric, price_total numeric(15,2), sequence int);
CREATE TABLE account_partial_reconcile (id int PRIMARY KEY, debit_move_id int, credit_move_id int, max_date date,
  debit_amount_currency numeric(15,2));
INSERT INTO res_currency VALUES (1, 'MXN'), (2, 'USD');
INSERT INTO res_country VALUES (156, 'MX');
INSERT INTO res_country_state VALUES (9, 'Nuevo León');
INSERT INTO res_partner VALUES
  (7, 'Peña y Cía SA', 'PEN010101AA1', '+528112345678', NULL, 'Monterrey', 'es_MX', 156, 9, 2, 7),
  (8, 'Compras Peña', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 7),
  (9, 'Sol SA', 'SOL010101AA1', NULL, '5543218765', NULL, NULL, 156, NULL, NULL, 9),
  (3, 'Ana Ruiz', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 3);
INSERT INTO res_users VALUES (2, 3);
INSERT INTO account_account VALUES (1, 'asset_receivable'), (2, 'income');
INSERT INTO account_move VALUES
  (10, 'INV/2026/00010', 'out_invoice', 'posted', '2026-09-01', 1, 2),
  (11, 'INV/2026/00011', 'out_invoice', 'draft', '2026-09-01', 1, 2),
  (12, 'INV/2026/00012', 'out_invoice', 'posted', '2026-09-05', 1, NULL),
  (13, 'RINV/2026/00001', 'out_refund', 'posted', '2026-09-06', 1, NULL),
  (14, 'INV/2026/00014', 'out_invoice', 'posted', '2026-09-05', 2, NULL),
  (20, 'PBNK1/2026/1', 'entry', 'posted', '2026-10-02', 1, NULL);
INSERT INTO account_move_line VALUES
  (100, 10, 1, 8, 1, 1, 'posted', '2026-10-01', 500, 0, 0, 'payment_term', NULL, NULL, NULL, 1),
  (101, 10, 1, 8, 1, 1, 'posted', '2026-11-01', 500, 400.10, 400.10, 'payment_term', NULL, NULL, NULL, 2),
  (102, 10, 2, 8, 1, 1, 'posted', NULL, -1000, 0, 0, 'product', 'Clavos', 2, 1000, 1),
  (110, 11, 1, 8, 1, 1, 'draft', '2026-10-01', 77, 77, 77, 'payment_term', NULL, NULL, NULL, 1),
  (120, 12, 1, 9, 2, 1, 'posted', '2026-10-05', 100, 2000, 100, 'payment_term', NULL, NULL, NULL, 1),
  (130, 13, 1, 7, 1, 1, 'posted', '2026-09-06', -50, -50, -50, 'payment_term', NULL, NULL, NULL, 1),
  (140, 14, 1, 9, 1, 2, 'posted', '2026-10-05', 900, 900, 900, 'payment_term', NULL, NULL, NULL, 1),
  (200, 20, 1, 8, 1, 1, 'posted', '2026-10-02', -599.90, 0, 0, NULL, 'Pago', NULL, NULL, 1);
INSERT INTO account_partial_reconcile VALUES (1, 100, 200, '2026-10-02', 500), (2, 101, 200, '2026-10-02', 99.90);
CREATE ROLE cobranza LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO cobranza;
CREATE ROLE escribe LOGIN; GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA public TO escribe;
ALTER ROLE escribe SET default_transaction_read_only = on;
"""
