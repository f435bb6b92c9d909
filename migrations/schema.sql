CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE composite_index (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	name_vi VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_composite_index PRIMARY KEY (id), 
	CONSTRAINT uq_composite_index_key UNIQUE ("key")
);
CREATE TABLE meta (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
CREATE TABLE peer_group (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name_vi VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	valid_from VARCHAR, 
	valid_to VARCHAR, 
	CONSTRAINT pk_peer_group PRIMARY KEY (id)
);
CREATE TABLE source (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	producer VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	decision VARCHAR NOT NULL, 
	published VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	tier VARCHAR DEFAULT 'unknown' NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (id), 
	CONSTRAINT ck_source_tier CHECK (tier IN ('publisher', 'official', 'press', 'transcription', 'unknown')), 
	CONSTRAINT uq_source_sha256 UNIQUE (sha256)
);
CREATE TABLE succession (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	basis VARCHAR NOT NULL, 
	confirmed BOOLEAN NOT NULL, 
	CONSTRAINT pk_succession PRIMARY KEY (id)
);
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	name_vi VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	valid_from VARCHAR, 
	valid_to VARCHAR, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT uq_unit_key UNIQUE ("key")
);
CREATE TABLE framework (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	index_id INTEGER NOT NULL, 
	first_year INTEGER NOT NULL, 
	last_year INTEGER NOT NULL, 
	decision VARCHAR NOT NULL, 
	CONSTRAINT pk_framework PRIMARY KEY (id), 
	CONSTRAINT fk_framework_index_id_composite_index FOREIGN KEY(index_id) REFERENCES composite_index (id), 
	CONSTRAINT uq_framework_key UNIQUE ("key")
);
CREATE TABLE indicator (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	index_id INTEGER NOT NULL, 
	level VARCHAR NOT NULL, 
	name_vi VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	CONSTRAINT pk_indicator PRIMARY KEY (id), 
	CONSTRAINT fk_indicator_index_id_composite_index FOREIGN KEY(index_id) REFERENCES composite_index (id), 
	CONSTRAINT uq_indicator_key UNIQUE ("key")
);
CREATE INDEX ix_indicator_index_id ON indicator (index_id);
CREATE TABLE peer_member (
	group_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT pk_peer_member PRIMARY KEY (group_id, unit_id), 
	CONSTRAINT fk_peer_member_group_id_peer_group FOREIGN KEY(group_id) REFERENCES peer_group (id), 
	CONSTRAINT fk_peer_member_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE run (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	program VARCHAR NOT NULL, 
	options VARCHAR NOT NULL, 
	source_id INTEGER NOT NULL, 
	undone_by_id INTEGER, digest VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY (id), 
	CONSTRAINT ck_run_kind CHECK (kind IN ('import', 'undo', 'prefer')), 
	CONSTRAINT fk_run_source_id_source FOREIGN KEY(source_id) REFERENCES source (id), 
	CONSTRAINT fk_run_undone_by_id_run FOREIGN KEY(undone_by_id) REFERENCES run (id)
);
CREATE INDEX ix_run_source_id ON run (source_id);
CREATE TABLE source_sheet (
	id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_source_sheet PRIMARY KEY (id), 
	CONSTRAINT fk_source_sheet_source_id_source FOREIGN KEY(source_id) REFERENCES source (id), 
	CONSTRAINT uq_source_sheet_source_id_name UNIQUE (source_id, name)
);
CREATE TABLE succession_unit (
	succession_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	CONSTRAINT pk_succession_unit PRIMARY KEY (succession_id, unit_id, role), 
	CONSTRAINT fk_succession_unit_succession_id_succession FOREIGN KEY(succession_id) REFERENCES succession (id), 
	CONSTRAINT fk_succession_unit_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE edition (
	index_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	framework_id INTEGER, 
	units INTEGER, 
	published VARCHAR NOT NULL, 
	decision VARCHAR NOT NULL, 
	CONSTRAINT pk_edition PRIMARY KEY (index_id, year), 
	CONSTRAINT fk_edition_framework_id_framework FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_edition_index_id_composite_index FOREIGN KEY(index_id) REFERENCES composite_index (id)
);
CREATE TABLE framework_item (
	framework_id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	number VARCHAR NOT NULL, 
	cut VARCHAR NOT NULL, 
	min_score FLOAT, 
	max_score FLOAT, 
	CONSTRAINT pk_framework_item PRIMARY KEY (framework_id, indicator_id), 
	CONSTRAINT fk_framework_item_framework_id_framework FOREIGN KEY(framework_id) REFERENCES framework (id), 
	CONSTRAINT fk_framework_item_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT fk_framework_item_parent_id_indicator FOREIGN KEY(parent_id) REFERENCES indicator (id)
);
CREATE TABLE observation (
	id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	stage VARCHAR DEFAULT 'published' NOT NULL, 
	score FLOAT, 
	rank INTEGER, 
	n_ranked INTEGER, 
	group_label VARCHAR DEFAULT '' NOT NULL, 
	ci_low FLOAT, 
	ci_high FLOAT, 
	missing VARCHAR DEFAULT '' NOT NULL, 
	computed BOOLEAN DEFAULT 0 NOT NULL, 
	note VARCHAR DEFAULT '' NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	cell VARCHAR NOT NULL, 
	rank_cell VARCHAR DEFAULT '' NOT NULL, 
	group_cell VARCHAR DEFAULT '' NOT NULL, 
	ci_low_cell VARCHAR DEFAULT '' NOT NULL, 
	ci_high_cell VARCHAR DEFAULT '' NOT NULL, 
	recorded_run_id INTEGER NOT NULL, 
	superseded_run_id INTEGER, 
	CONSTRAINT pk_observation PRIMARY KEY (id), 
	CONSTRAINT ck_observation_missing CHECK (missing = '' OR missing = 'not-published' OR missing = 'not-assessed' OR missing = 'not-applicable'), 
	CONSTRAINT ck_observation_missing_has_no_score CHECK (missing = '' OR score IS NULL), 
	CONSTRAINT ck_observation_stage CHECK (stage = 'published' OR stage = 'appraised' OR stage = 'self'), 
	CONSTRAINT ck_observation_n_ranked CHECK (n_ranked IS NULL OR n_ranked > 0), 
	CONSTRAINT ck_observation_rank CHECK (rank IS NULL OR rank > 0), 
	CONSTRAINT fk_observation_indicator_id_indicator FOREIGN KEY(indicator_id) REFERENCES indicator (id), 
	CONSTRAINT fk_observation_recorded_run_id_run FOREIGN KEY(recorded_run_id) REFERENCES run (id), 
	CONSTRAINT fk_observation_sheet_id_source_sheet FOREIGN KEY(sheet_id) REFERENCES source_sheet (id), 
	CONSTRAINT fk_observation_superseded_run_id_run FOREIGN KEY(superseded_run_id) REFERENCES run (id), 
	CONSTRAINT fk_observation_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE UNIQUE INDEX uq_observation_current ON observation (indicator_id, year, unit_id, stage) WHERE superseded_run_id IS NULL;
CREATE TABLE run_finding (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	severity VARCHAR NOT NULL, 
	sheet VARCHAR NOT NULL, 
	cell VARCHAR NOT NULL, 
	facts VARCHAR NOT NULL, 
	CONSTRAINT pk_run_finding PRIMARY KEY (id), 
	CONSTRAINT fk_run_finding_run_id_run FOREIGN KEY(run_id) REFERENCES run (id)
);
CREATE INDEX ix_run_finding_run_id ON run_finding (run_id);
CREATE TABLE staffing_figure (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	category VARCHAR NOT NULL, 
	period VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	baseline_year INTEGER NOT NULL, 
	assigned_by VARCHAR NOT NULL, 
	scope VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	direction VARCHAR NOT NULL, 
	counterparty VARCHAR NOT NULL, 
	value FLOAT NOT NULL, 
	bound VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	sheet_id INTEGER NOT NULL, 
	cell VARCHAR NOT NULL, 
	recorded_run_id INTEGER NOT NULL, 
	superseded_run_id INTEGER, 
	CONSTRAINT pk_staffing_figure PRIMARY KEY (id), 
	CONSTRAINT ck_staffing_figure_bound CHECK (bound = '' OR bound = 'more-than' OR bound = 'at-least' OR bound = 'about'), 
	CONSTRAINT ck_staffing_figure_direction CHECK (direction = '' OR direction = 'out' OR direction = 'in'), 
	CONSTRAINT ck_staffing_figure_measure CHECK (measure = 'baseline' OR measure = 'assigned' OR measure = 'present' OR measure = 'people' OR measure = 'cut' OR measure = 'pct' OR measure = 'share' OR measure = 'part'), 
	CONSTRAINT ck_staffing_figure_value CHECK (measure = 'cut' OR measure = 'pct' OR value >= 0), 
	CONSTRAINT fk_staffing_figure_recorded_run_id_run FOREIGN KEY(recorded_run_id) REFERENCES run (id), 
	CONSTRAINT fk_staffing_figure_sheet_id_source_sheet FOREIGN KEY(sheet_id) REFERENCES source_sheet (id), 
	CONSTRAINT fk_staffing_figure_superseded_run_id_run FOREIGN KEY(superseded_run_id) REFERENCES run (id), 
	CONSTRAINT fk_staffing_figure_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE UNIQUE INDEX uq_staffing_figure_current ON staffing_figure (unit_id, category, period, kind, baseline_year, assigned_by, scope, measure, reason, direction, counterparty) WHERE superseded_run_id IS NULL;
CREATE INDEX ix_observation_beside ON observation (indicator_id, year, unit_id, stage) WHERE superseded_run_id IS NOT NULL;
CREATE TABLE "preference" (
	id INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	index_id INTEGER,
	unit_id INTEGER,
	year INTEGER,
	run_id INTEGER NOT NULL,
	removed_run_id INTEGER,
	CONSTRAINT pk_preference PRIMARY KEY (id),
	CONSTRAINT fk_preference_index_id_composite_index FOREIGN KEY(index_id) REFERENCES composite_index (id),
	CONSTRAINT fk_preference_removed_run_id_run FOREIGN KEY(removed_run_id) REFERENCES run (id),
	CONSTRAINT fk_preference_run_id_run FOREIGN KEY(run_id) REFERENCES run (id),
	CONSTRAINT fk_preference_source_id_source FOREIGN KEY(source_id) REFERENCES source (id),
	CONSTRAINT fk_preference_unit_id_unit FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE INDEX ix_preference_source_id ON preference (source_id)
