-- Every observation knows its source. What was observed so far was read from CBP's wait times.
CREATE TABLE feed_source (
  name text NOT NULL,
  publisher text NOT NULL,
  title text NOT NULL,
  url text NOT NULL,
  CONSTRAINT feed_source_pkey PRIMARY KEY (name)
);

INSERT INTO feed_source (name, publisher, title, url)
VALUES ('cbp-wait-times', 'U.S. Customs and Border Protection', 'Border Wait Times', 'https://bwt.cbp.gov/');

ALTER TABLE observation
  ADD COLUMN source text NOT NULL DEFAULT 'cbp-wait-times',
  ADD CONSTRAINT observation_source_fkey FOREIGN KEY (source) REFERENCES feed_source (name) ON DELETE RESTRICT ON UPDATE CASCADE;
