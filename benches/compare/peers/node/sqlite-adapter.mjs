// oidc-provider's storage in SQLite: what was answered is on the disk. One statement an operation, each prepared once.

import Database from 'better-sqlite3';

/** The adapter over a database that is made anew. */
export function sqliteAdapter(file) {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`
    CREATE TABLE entry (
      model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, ends INTEGER, grant_id TEXT, uid TEXT,
      PRIMARY KEY (model, id)
    ) WITHOUT ROWID;
    CREATE INDEX entry_grant ON entry (grant_id) WHERE grant_id IS NOT NULL;
    CREATE INDEX entry_uid ON entry (uid) WHERE uid IS NOT NULL;
  `);
  const upsert = database.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
  const find = database.prepare('SELECT payload, ends FROM entry WHERE model = ? AND id = ?');
  const findByUid = database.prepare('SELECT payload, ends FROM entry WHERE model = ? AND uid = ?');
  const consume = database.prepare(
    "UPDATE entry SET payload = json_set(payload, '$.consumed', unixepoch()) WHERE model = ? AND id = ?",
  );
  const destroy = database.prepare('DELETE FROM entry WHERE model = ? AND id = ?');
  const revoke = database.prepare('DELETE FROM entry WHERE grant_id = ?');
  const read = (row) => (row && (row.ends ?? Infinity) > Date.now() ? JSON.parse(row.payload) : undefined);
  return class SqliteAdapter {
    constructor(model) {
      this.model = model;
    }

    async upsert(id, payload, expiresIn) {
      const ends = expiresIn ? Date.now() + expiresIn * 1000 : null;
      upsert.run(this.model, id, JSON.stringify(payload), ends, payload.grantId ?? null, payload.uid ?? null);
    }

    async find(id) {
      return read(find.get(this.model, id));
    }

    async findByUid(uid) {
      return read(findByUid.get(this.model, uid));
    }

    async findByUserCode() {
      return undefined;
    }

    async consume(id) {
      consume.run(this.model, id);
    }

    async destroy(id) {
      destroy.run(this.model, id);
    }

    async revokeByGrantId(grantId) {
      revoke.run(grantId);
    }
  };
}
