package slack

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"wegwijs/bot"
	"wegwijs/bot/slack/slacktest"
)

// asked is where alice asked for a form, with what that brought.
func (o *office) asked(kind slotKind, trigger string) *bot.Origin {
	return &bot.Origin{
		Platform: platform, From: bot.User{ID: o.user("alice")}, Channel: o.general().Channel, Thread: "C1/1.1", Message: "C1/1.2",
		Reply: o.slots.add(kind, "", trigger),
	}
}

// submitted is a form as Slack delivers it when it is sent.
func submitted(v *slack.ModalViewRequest, user bot.UserID, values map[string]map[string]slack.BlockAction) *slack.InteractionCallback {
	return &slack.InteractionCallback{
		Type: slack.InteractionTypeViewSubmission, User: slack.User{ID: string(user)},
		View: slack.View{CallbackID: v.CallbackID, PrivateMetadata: v.PrivateMetadata, State: &slack.ViewState{Values: values}},
	}
}

func TestFormComesBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	from := o.asked(slotSubmit, "T")
	f := everyField()
	f.State = strings.Repeat("é", 1000)
	if err := o.OpenForm(t.Context(), from, f, bot.NL); err != nil {
		t.Fatal(err)
	}
	data, ok := o.slots.acknowledge(from.Reply).(json.RawMessage)
	if !ok {
		t.Fatal("the form does not travel in the acknowledgement")
	}
	var v slack.ModalViewRequest
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "é") || len(v.PrivateMetadata) > 100 {
		t.Error("the view carries what is ours")
	}
	o.restart()
	values := sent(t, map[string]string{"short": `{"type":"plain_text_input","value":"x"}`})
	s, open, err := o.submitOf(t.Context(), submitted(&v, o.user("alice"), values))
	if err != nil {
		t.Fatal(err)
	}
	if s.Action != f.Action || s.State != f.State || s.Values.Text("short") != "x" || s.Channel != from.Channel || s.Thread != from.Thread || s.Message != from.Message || s.From.ID != from.From.ID {
		t.Errorf("came back as %+v", s)
	}
	for what, cb := range map[string]*slack.InteractionCallback{
		"sent by somebody else":  submitted(&v, o.user("bram"), values),
		"of another app":         submitted(&slack.ModalViewRequest{PrivateMetadata: v.PrivateMetadata}, o.user("alice"), values),
		"without what is ours":   submitted(&slack.ModalViewRequest{CallbackID: formCallback}, o.user("alice"), values),
		"that was never opened":  submitted(&slack.ModalViewRequest{CallbackID: formCallback, PrivateMetadata: "verzonnen"}, o.user("alice"), values),
		"with a long name":       submitted(&slack.ModalViewRequest{CallbackID: formCallback, PrivateMetadata: strings.Repeat("x", 3000)}, o.user("alice"), values),
		"with a choice of ghost": submitted(&v, o.user("alice"), sent(t, map[string]string{"one": `{"selected_option":{"value":"99"}}`})),
	} {
		var no *refused
		if _, _, err := o.submitOf(t.Context(), cb); !errors.As(err, &no) || no.say == nil || strings.Contains(err.Error(), "verzonnen") {
			t.Errorf("a form %s: %v", what, err)
		}
	}
	if first, err := o.formDone(t.Context(), open); err != nil || !first {
		t.Errorf("closed: %v, %v", first, err)
	}
	if first, err := o.formDone(t.Context(), open); err != nil || first {
		t.Errorf("closed again: %v, %v", first, err)
	}
	var no *refused
	if _, _, err := o.submitOf(t.Context(), submitted(&v, o.user("alice"), values)); !errors.As(err, &no) || no.say != textFormClosed {
		t.Errorf("a form that was sent before: %v", err)
	}
	o.memory.Fail(1)
	if _, _, err := o.submitOf(t.Context(), submitted(&v, o.user("alice"), values)); !errors.As(err, &no) || no.err == nil {
		t.Errorf("without a store: %v", err)
	}
}

func TestNoForms(t *testing.T) {
	t.Parallel()
	o := newOffice(t, slacktest.Options{})
	f := everyField()
	for what, from := range map[string]*bot.Origin{
		"what people say": {From: bot.User{ID: o.user("alice")}},
		"a restart":       {From: bot.User{ID: o.user("alice")}, Reply: "van vroeger"},
		"no trigger":      o.asked(slotCommand, ""),
		"a bad trigger":   o.asked(slotCommand, "verzonnen"),
	} {
		if err := o.OpenForm(t.Context(), from, f, bot.NL); !errors.Is(err, bot.ErrNoForms) {
			t.Errorf("%s: %v", what, err)
		}
	}
	// A trigger serves once.
	for _, code := range []string{"expired_trigger_id", "exchanged_trigger_id"} {
		o.fault(slacktest.Fault{Method: "views.open", Error: code})
		if err := o.OpenForm(t.Context(), o.asked(slotPress, "T"), f, bot.NL); !errors.Is(err, bot.ErrNoForms) {
			t.Errorf("%s: %v", code, err)
		}
	}
	o.fault(slacktest.Fault{Method: "views.open", Error: "internal_error"})
	from := o.asked(slotPress, "T")
	o.fails("a fault", o.OpenForm(t.Context(), from, f, bot.NL), bot.Temporary)
	if err := o.OpenForm(t.Context(), from, f, bot.NL); !errors.Is(err, bot.ErrNoForms) {
		t.Errorf("a trigger that was used: %v", err)
	}
	o.fails("a form of nothing", o.OpenForm(t.Context(), o.asked(slotPress, "T"), &bot.Form{}, bot.NL), bot.Invalid)
	o.memory.Fail(1)
	o.fails("no store", o.OpenForm(t.Context(), o.asked(slotPress, "T"), f, bot.NL), bot.Temporary)
}
