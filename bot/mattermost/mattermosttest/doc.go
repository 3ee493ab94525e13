// Package mattermosttest is a Mattermost server for tests: its REST interface,
// its websocket, and the calls it makes to slash commands, buttons and dialogs,
// as a running 11.6 server was seen to do them.
//
// It is stricter than a real one. What a real server lets pass in silence and
// people then suffer from (an unknown field, an attachment that is not valid, a
// dialog with a label that is too long, a button nobody can press) is a promise
// that was broken; Broken tells of it.
package mattermosttest
