-- SQLite only: full text over reports and statements, accents folded; corrections can only be added.
CREATE VIRTUAL TABLE report_words USING fts5(
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER report_words_add AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER report_words_remove AFTER DELETE ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER report_words_change AFTER UPDATE OF title ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE VIRTUAL TABLE statement_words USING fts5(
    content, content = 'statements', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER statement_words_add AFTER INSERT ON statements BEGIN
    INSERT INTO statement_words (rowid, content) VALUES (new.number, new.content);
END;
CREATE TRIGGER statement_words_remove AFTER DELETE ON statements BEGIN
    INSERT INTO statement_words (statement_words, rowid, content) VALUES ('delete', old.number, old.content);
END;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN
    SELECT raise(ABORT, 'corrections are only ever added; take one back with memcon correct --undo');
END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN
    SELECT raise(ABORT, 'corrections are only ever added; take one back with memcon correct --undo');
END;
