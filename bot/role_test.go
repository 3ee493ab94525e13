package bot

import (
	"slices"
	"testing"
)

func TestRoster(t *testing.T) {
	r := Roster{
		Admin:     {"mattermost:ann", "slack:U0123"},
		Adviser:   {"ann@minfin.nl", "mattermost:@voorlichters"},
		Secretary: {"mattermost:4xp9fdt7pbgium38k9dtbfkkqr"},
	}
	for _, c := range []struct {
		name   string
		on     PlatformName
		who    User
		groups []string
		want   []Role
	}{
		{"by handle and address", "mattermost", User{ID: "1", Handle: "Ann", Email: "Ann@MinFin.nl"}, nil, []Role{Admin, Adviser}},
		{"the handle of another platform", "slack", User{ID: "1", Handle: "ann"}, nil, nil},
		{"by id", "slack", User{ID: "U0123", Handle: "bram"}, nil, []Role{Admin}},
		{"ids have capitals", "slack", User{ID: "u0123"}, nil, nil},
		{"a handle that is somebody's id", "mattermost", User{ID: "4xp9fdt7pbgium38k9dtbfkkqr"}, nil, []Role{Secretary}},
		{"by group", "mattermost", User{ID: "2", Handle: "bram"}, []string{"Voorlichters"}, []Role{Adviser}},
		{"a handle is no group", "mattermost", User{ID: "2", Handle: "@voorlichters"}, nil, nil},
		{"a guest", "mattermost", User{ID: "1", Handle: "ann", Guest: true}, nil, nil},
		{"a bot", "mattermost", User{ID: "1", Handle: "ann", Bot: true}, nil, nil},
		{"who left", "mattermost", User{ID: "1", Handle: "ann", Inactive: true}, nil, nil},
		{"nobody", "mattermost", User{Handle: "ann"}, nil, nil},
		{"no address", "mattermost", User{ID: "3"}, nil, nil},
	} {
		if got := r.Of(c.on, c.who, c.groups); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if !r.asksGroups("mattermost") || r.asksGroups("slack") {
		t.Error("groups are asked where they give no role, or not where they do")
	}
}
