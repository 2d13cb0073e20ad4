// oidc-provider's storage in memory. Its own one forgets all but the last thousand entries, which a server that is asked
// about its tokens may not; this one keeps all in maps and does the same else.

const entries = new Map();
const grants = new Map();
const uids = new Map();
const GRANTABLE = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

export class MapAdapter {
  constructor(model) {
    this.model = model;
  }

  key(id) {
    return `${this.model}:${id}`;
  }

  async upsert(id, payload, expiresIn) {
    const key = this.key(id);
    if (this.model === 'Session') uids.set(payload.uid, id);
    if (GRANTABLE.has(this.model) && payload.grantId) {
      if (!grants.has(payload.grantId)) grants.set(payload.grantId, new Set());
      grants.get(payload.grantId).add(key);
    }
    entries.set(key, { payload, ends: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
  }

  async find(id) {
    const entry = entries.get(this.key(id));
    if (entry && entry.ends > Date.now()) return entry.payload;
    entries.delete(this.key(id));
    return undefined;
  }

  async findByUid(uid) {
    return this.find(uids.get(uid));
  }

  async findByUserCode() {
    return undefined;
  }

  async consume(id) {
    entries.get(this.key(id)).payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    entries.delete(this.key(id));
  }

  async revokeByGrantId(grantId) {
    for (const key of grants.get(grantId) ?? []) entries.delete(key);
    grants.delete(grantId);
  }
}
