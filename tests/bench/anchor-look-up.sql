-- anchor-look-up.sql - one look-up of a client by card: card, client, account and segments
--
-- SPDX-License-Identifier: GPL-3.0-or-later
\set number 290000000000 + random (1, :clients)
select c.client_id, c.registered, c.first_name, c.birth_date, c.gender, c.referrer_id, a.version, a.debt, a.turnover, a.purchase_count, a.last_purchase_day, a.level, array (select s.segment from laurel.client_segments s where s.client_id = n.client_id) from laurel.card_numbers n join laurel.clients c using (client_id) join laurel.accounts a using (client_id) where n.number = :number::text;
