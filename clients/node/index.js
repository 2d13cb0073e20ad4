// The OAuth 2.0 server that integration tests start: `grantd test-server`, from Node. index.d.ts says what each thing does.

export { BinaryNotFound, findBinary } from './lib/binary.js'
export { Control, ControlError } from './lib/control.js'
export { GrantdServer, StartError, startGrantd } from './lib/server.js'
