package bot

// EditsUnderWay tells whether a keyed message is being brought up to date.
func (r *Router) EditsUnderWay() bool { return r.edits.busy() != nil }

// OptionOf is the option that somebody means who types in an interview.
func OptionOf(labels, values []string, typed string) (string, bool) {
	var a askedField
	for i := range labels {
		a.Options = append(a.Options, [2]string{labels[i], values[i]})
	}
	return a.option(typed)
}
