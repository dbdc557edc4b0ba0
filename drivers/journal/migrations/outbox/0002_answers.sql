-- What came of a question that is not done: the name of the file that holds its answer, ready to be shown, or a word that
-- says why there is none.
ALTER TABLE kept ADD COLUMN staged TEXT;
ALTER TABLE kept ADD COLUMN verdict TEXT;
