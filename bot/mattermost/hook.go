package mattermost

// hookKind is what a callback of the server is about; it is part of its path.
type hookKind string

const (
	hookCommand hookKind = "command"
	hookAction  hookKind = "action"
	hookForm    hookKind = "form"
)
