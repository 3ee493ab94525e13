package slacktest

import (
	"encoding/json"
	"slices"
	"time"
	"unicode/utf8"
)

// A View is a modal or a Home tab as somebody has it on their screen.
type View struct {
	ID, Hash, User, Root, Previous string
	Raw                            obj // as the app gave it, with the ids Slack adds
	Values                         obj // what is filled in, by block and action
	Private                        string
	External                       string
}

// now is the view as it is, for whoever looks at it later.
func (v *View) now() *View {
	c := *v
	c.Raw, c.Values = copied(v.Raw), copied(v.Values)
	return &c
}

// Blocks are those of the view.
func (v *View) Blocks() []obj { return objects(v.Raw["blocks"]) }

func objects(v any) []obj {
	var out []obj
	for _, x := range list(v) {
		out = append(out, object(x))
	}
	return out
}

type trigger struct {
	user    string
	expires time.Time
	used    bool
	inView  bool // it came from a modal, so a view may be pushed
}

const (
	maxView  = 250_000
	maxStack = 3
)

var viewMethods = map[string]method{
	"views.open":    {do: openView, need: []string{"trigger_id", "view"}, json: true, tier: 100},
	"views.push":    {do: pushView, need: []string{"trigger_id", "view"}, json: true, tier: 100},
	"views.update":  {do: updateView, need: []string{"view"}, may: []string{"view_id", "external_id", "hash"}, json: true, tier: 100},
	"views.publish": {do: publishView, need: []string{"user_id", "view"}, may: []string{"hash"}, json: true, tier: 100},
}

// view reads a view out of the arguments.
func (c *call) view(kind string) *View {
	var raw obj
	if !c.json("view", &raw) {
		return nil
	}
	if len(c.args["view"]) > maxView {
		c.fail("view_too_large")
		return nil
	}
	if wrong := c.s.checkView(raw, kind); len(wrong) > 0 {
		for _, x := range wrong {
			c.wrong("%s", x)
		}
		c.fail("invalid_arguments", wrong...)
		return nil
	}
	return c.s.newView(raw)
}

// checkView returns what is wrong with a view; s.mu is held.
func (s *Server) checkView(raw obj, kind string) []string {
	c := &checker{s: s}
	if text(raw["type"]) != kind {
		c.say("/type", "must be %s", kind)
	}
	keys := [2]string{"blocks", "private_metadata callback_id external_id"}
	if kind == inModal {
		keys = [2]string{"blocks title", "close submit private_metadata callback_id clear_on_close notify_on_close external_id submit_disabled"}
	}
	c.keys("", raw, keys)
	c.text("/title", raw["title"], 24, true)
	c.text("/submit", raw["submit"], 24, true)
	c.text("/close", raw["close"], 24, true)
	c.id("/callback_id", defaultNil(raw["callback_id"]), map[string]bool{})
	c.id("/external_id", defaultNil(raw["external_id"]), map[string]bool{})
	if n := utf8.RuneCountInString(text(raw["private_metadata"])); n > 3000 {
		c.say("/private_metadata", "must be less than 3001 characters")
	}
	blocks := objects(raw["blocks"])
	if len(blocks) == 0 {
		c.say("/blocks", "must have at least 1 item")
	}
	for _, b := range blocks {
		if text(b["type"]) == "input" && raw["submit"] == nil && kind == inModal {
			c.say("/submit", "is needed where there are inputs")
			break
		}
	}
	return append(c.wrong, s.checkBlocks(blocks, kind)...)
}

func defaultNil(v any) any {
	if v == "" {
		return nil
	}
	return v
}

// newView makes a view of what the app gave; s.mu is held.
func (s *Server) newView(raw obj) *View {
	v := &View{ID: s.id("V"), Hash: s.ts() + "." + secret()[:8], Raw: raw, Values: obj{}, Private: text(raw["private_metadata"]), External: text(raw["external_id"])}
	v.Root = v.ID
	s.stamp(v.Blocks())
	v.fill(nil)
	return v
}

// fill puts into inputs what they hold from the start; inputs that were there
// before, by their ids, keep what was filled in.
func (v *View) fill(was obj) {
	for _, b := range v.Blocks() {
		for _, e := range elements(b) {
			if text(e["type"]) == "button" || !interactive[text(e["type"])] {
				continue
			}
			value := initialValue(e)
			if before := object(object(was[text(b["block_id"])])[text(e["action_id"])]); before != nil {
				value = before
			}
			of := object(v.Values[text(b["block_id"])])
			if of == nil {
				of = obj{}
				v.Values[text(b["block_id"])] = of
			}
			of[text(e["action_id"])] = value
		}
	}
}

// initialValue is what an element holds before somebody uses it.
func initialValue(e obj) obj {
	kind := text(e["type"])
	out := obj{"type": kind}
	switch kind {
	case "static_select", "radio_buttons", "overflow":
		out["selected_option"] = e["initial_option"]
	case "multi_static_select", "checkboxes":
		out["selected_options"] = []any{}
		if v := list(e["initial_options"]); v != nil {
			out["selected_options"] = v
		}
	case "datepicker":
		out["selected_date"] = e["initial_date"]
	case "timepicker":
		out["selected_time"] = e["initial_time"]
	case "datetimepicker":
		out["selected_date_time"] = e["initial_date_time"]
	default:
		out["value"] = e["initial_value"]
	}
	return out
}

// showView is a view as the Web API and payloads tell of it.
func (s *Server) showView(v *View, state bool) obj {
	out := obj{}
	for k, x := range v.Raw {
		out[k] = x
	}
	out["id"], out["hash"], out["team_id"], out["app_id"], out["bot_id"] = v.ID, v.Hash, s.TeamID, s.AppID, s.BotID
	out["root_view_id"], out["previous_view_id"], out["app_installed_team_id"] = v.Root, nil, s.TeamID
	if v.Previous != "" {
		out["previous_view_id"] = v.Previous
	}
	for _, k := range []string{"private_metadata", "callback_id", "external_id"} {
		out[k] = text(out[k])
	}
	out["state"] = obj{"values": obj{}}
	if state {
		out["state"] = obj{"values": v.Values}
	}
	return copied(out)
}

// copied is a copy that shares nothing.
func copied(o obj) obj {
	var out obj
	if err := json.Unmarshal([]byte(canonical(o)), &out); err != nil {
		panic(err) // it was JSON
	}
	return out
}

// trigger makes what opens a modal, once and soon; s.mu is held.
func (s *Server) trigger(user string, inView bool) string {
	id := s.id("1") + "." + secret()[:20]
	s.triggers[id] = &trigger{user: user, expires: s.opt.Clock.Now().Add(s.opt.TriggerLife), inView: inView}
	return id
}

// triggered uses a trigger up.
func (c *call) triggered() *trigger {
	t := c.s.triggers[c.args["trigger_id"]]
	switch {
	case t == nil:
		c.fail("invalid_trigger_id")
	case t.used:
		c.fail("exchanged_trigger_id")
	case c.s.opt.Clock.Now().After(t.expires):
		c.fail("expired_trigger_id")
	default:
		t.used = true
		return t
	}
	return nil
}

func openView(c *call) {
	v := c.view(inModal)
	if v == nil {
		return
	}
	if t := c.triggered(); t != nil && c.external(v) {
		c.s.put(v, t.user, nil)
		c.out["view"] = c.s.showView(v, true)
	}
}

// external looks whether the app's own id of a view is new.
func (c *call) external(v *View) bool {
	for _, x := range c.s.views {
		if v.External != "" && x.External == v.External {
			c.fail("duplicate_external_id")
			return false
		}
	}
	return true
}

// put shows a modal to somebody, on top of others; s.mu is held.
func (s *Server) put(v *View, user string, below []*View) {
	v.User = user
	if n := len(below); n > 0 {
		v.Previous, v.Root = below[n-1].ID, below[0].ID
	}
	s.views[v.ID] = v
	s.stacks[user] = append(slices.Clone(below), v)
	s.changes = append(s.changes, Change{What: "view", By: []string{s.nameOf(user)}, View: v.now()})
}

func pushView(c *call) {
	v := c.view(inModal)
	if v == nil {
		return
	}
	t := c.triggered()
	switch {
	case t == nil:
	case !t.inView || len(c.s.stacks[t.user]) == 0:
		c.fail("not_allowed_trigger") // nothing to push upon
	case len(c.s.stacks[t.user]) >= maxStack:
		c.fail("push_limit_reached")
	case c.external(v):
		c.s.put(v, t.user, c.s.stacks[t.user])
		c.out["view"] = c.s.showView(v, true)
	}
}

func updateView(c *call) {
	v := c.view(inModal)
	if v == nil {
		return
	}
	old := c.s.views[c.args["view_id"]]
	for _, x := range c.s.views {
		if id := c.args["external_id"]; id != "" && x.External == id {
			old = x
		}
	}
	if old == nil || !slices.Contains(c.s.stacks[old.User], old) {
		c.fail("not_found")
		return
	}
	if h := c.args["hash"]; h != "" && h != old.Hash {
		c.fail("hash_conflict")
		return
	}
	c.s.replace(old, v)
	c.out["view"] = c.s.showView(old, true)
}

// replace puts other content into a view that is open; s.mu is held.
func (s *Server) replace(old, v *View) {
	was := old.Values
	old.Raw, old.Private, old.Hash, old.Values = v.Raw, v.Private, v.Hash, obj{}
	old.fill(was)
	s.changes = append(s.changes, Change{What: "updated", By: []string{s.nameOf(old.User)}, View: old.now()})
}

func publishView(c *call) {
	u := c.s.users[c.args["user_id"]]
	switch {
	case c.s.opt.NoHome:
		c.fail("not_enabled")
		return
	case u == nil, u.Deleted, u.Bot:
		c.fail("user_not_found")
		return
	}
	v := c.view(inHome)
	if v == nil {
		return
	}
	old := c.s.homes[u.ID]
	if h := c.args["hash"]; h != "" && old != nil && h != old.Hash {
		c.fail("hash_conflict")
		return
	}
	if old != nil {
		v.ID, v.Root = old.ID, old.ID
	}
	v.User = u.ID
	c.s.homes[u.ID], c.s.views[v.ID] = v, v
	c.s.changes = append(c.s.changes, Change{What: "home", By: []string{u.Name}, View: v.now()})
	c.out["view"] = c.s.showView(v, true)
}

// Home returns what somebody's Home tab shows, nil when nothing was published.
func (s *Server) Home(name string) *View {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.homes[s.named(name).ID]; v != nil {
		return v.now()
	}
	return nil
}
