// Package web is a chat in the browser, on loopback only: the demo, and the
// reference for what a platform does.
//
// It keeps its people, messages and open forms in a file of its own, renders
// pages on the server, and works without JavaScript. It does not authenticate
// anybody (whoever can reach it can be anybody in it), does not serve a
// network, and does not know what the conversations are about.
package web
