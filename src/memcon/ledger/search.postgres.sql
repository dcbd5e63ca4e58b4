-- PostgreSQL only: full text over reports and statements, accents folded; corrections can only be added.
CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;
CREATE TEXT SEARCH CONFIGURATION memcon (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION memcon
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.simple;
CREATE FUNCTION memcon_words(words TEXT) RETURNS tsvector LANGUAGE plpgsql AS $$
BEGIN
    RETURN to_tsvector('memcon', regexp_replace(words, '[-’'']', ' ', 'g'));
END $$;
-- Every line of `phrases` must occur, its words side by side.
CREATE FUNCTION memcon_query(phrases TEXT) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    phrase TEXT;
    wanted tsquery := ''::tsquery;
BEGIN
    FOREACH phrase IN ARRAY string_to_array(phrases, E'\n') LOOP
        wanted := wanted && phraseto_tsquery('memcon', regexp_replace(phrase, '[-’'']', ' ', 'g'));
    END LOOP;
    RETURN wanted;
END $$;
CREATE TABLE report_words (
    number INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
    found  tsvector NOT NULL
);
CREATE INDEX report_words_found ON report_words USING gin (found);
CREATE TABLE statement_words (
    number INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
    found  tsvector NOT NULL
);
CREATE INDEX statement_words_found ON statement_words USING gin (found);
CREATE FUNCTION report_words_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM report_words WHERE number = new.number;
    INSERT INTO report_words VALUES (new.number, memcon_words(new.title || ' ' || new.text));
    RETURN new;
END $$;
CREATE TRIGGER report_words_add AFTER INSERT OR UPDATE OF title ON reports
    FOR EACH ROW EXECUTE FUNCTION report_words_add();
CREATE FUNCTION statement_words_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO statement_words VALUES (new.number, memcon_words(new.content));
    RETURN new;
END $$;
CREATE TRIGGER statement_words_add AFTER INSERT ON statements
    FOR EACH ROW EXECUTE FUNCTION statement_words_add();
CREATE FUNCTION corrections_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'corrections are only ever added; take one back with memcon correct --undo';
END $$;
CREATE TRIGGER corrections_stay BEFORE UPDATE OR DELETE ON corrections
    FOR EACH ROW EXECUTE FUNCTION corrections_stay();
