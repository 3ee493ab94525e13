package mattermosttest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/mattermost/mattermost/server/public/model"
)

// An Element is a field of a dialog with what 11.6 reads and the model of later
// servers does not have any more.
type Element struct {
	model.DialogElement
	MinDate        string          `json:"min_date,omitempty"`
	MaxDate        string          `json:"max_date,omitempty"`
	TimeInterval   int             `json:"time_interval,omitempty"`
	DateTimeConfig *DateTimeConfig `json:"datetime_config,omitempty"`
}

// DateTimeConfig is how a field of dates behaves.
type DateTimeConfig struct {
	model.DialogDateTimeConfig
	AllowManualTimeEntry bool `json:"allow_manual_time_entry,omitempty"`
}

// A DialogRequest is model.OpenDialogRequest with such elements.
type DialogRequest struct {
	TriggerID string `json:"trigger_id"`
	URL       string `json:"url"`
	Dialog    struct {
		CallbackID       string    `json:"callback_id"`
		Title            string    `json:"title"`
		IntroductionText string    `json:"introduction_text"`
		IconURL          string    `json:"icon_url"`
		Elements         []Element `json:"elements"`
		SubmitLabel      string    `json:"submit_label"`
		NotifyOnCancel   bool      `json:"notify_on_cancel"`
		State            string    `json:"state"`
		SourceURL        string    `json:"source_url,omitempty"`
	} `json:"dialog"`
}

// openDialog opens a dialog for who caused a trigger. It asks for no session.
func (s *Server) openDialog(c *call) {
	c.bot = true
	var d DialogRequest
	if !c.read(&d) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.triggers[d.TriggerID]
	if !ok {
		c.fail(http.StatusBadRequest, "interactive_message.decode_trigger_id.base64_decode_failed")
		return
	}
	if s.opt.Clock.Now().Sub(t.at) > s.opt.TriggerLife {
		c.fail(http.StatusBadRequest, "interactive_message.decode_trigger_id.expired")
		return
	}
	for _, problem := range s.checkDialog(c.body, &d) {
		s.broke("%s: %s", c.name, problem)
	}
	e := model.NewWebSocketEvent(model.WebsocketEventOpenDialog, "", "", t.user, nil, "")
	e.Add("dialog", string(c.body))
	s.publish(e, func(u *user) bool { return u.Id == t.user })
	c.ok()
}

// checkDialog says what is wrong with a dialog. A real server writes it in its
// log, and opens the dialog.
func (s *Server) checkDialog(body []byte, d *DialogRequest) []string {
	var wrong []string
	var request model.OpenDialogRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return []string{err.Error()}
	}
	if err := request.IsValid(); err != nil {
		wrong = append(wrong, err.Error())
	}
	if u, err := url.Parse(d.URL); err != nil || u.Host == "" {
		wrong = append(wrong, fmt.Sprintf("it is sent to %q", d.URL))
	}
	if len(d.Dialog.SubmitLabel) > 24 {
		wrong = append(wrong, "the button has too long a label")
	}
	for _, e := range d.Dialog.Elements {
		for _, o := range e.Options {
			if err := o.IsValid(); err != nil {
				wrong = append(wrong, fmt.Sprintf("an option of %s: %v", e.Name, err))
			}
		}
		if (e.Type == "select" && e.DataSource == "" || e.Type == "radio") && len(e.Options) == 0 {
			wrong = append(wrong, e.Name+" has nothing to choose from")
		}
		if e.Type == "datetime" {
			if e.TimeInterval == 0 || 1440%e.TimeInterval != 0 {
				wrong = append(wrong, e.Name+": 11.6 reads time_interval beside the type")
			}
			if e.DateTimeConfig == nil || e.DateTimeConfig.LocationTimezone == "" {
				wrong = append(wrong, e.Name+" is in whatever zone the reader has")
			}
		}
		if e.Type == "file" || e.Type == "action_button" {
			wrong = append(wrong, e.Name+": 11.6 does not show "+e.Type)
		}
	}
	return wrong
}

// submitDialog hands on what somebody filled in. All of it but who they are is
// what their client says: address, state and values.
func (s *Server) submitDialog(c *call) {
	var asked model.SubmitDialogRequest
	if !c.read(&asked) {
		return
	}
	s.mu.Lock()
	ch := s.channels[asked.ChannelId]
	if ch == nil {
		s.mu.Unlock()
		c.fail(http.StatusNotFound, "app.channel.get.existing.app_error")
		return
	}
	if !s.mayRead(c.who, ch) {
		s.mu.Unlock()
		c.forbidden()
		return
	}
	refuse := s.refuse
	s.mu.Unlock()
	to := asked.URL
	asked.URL, asked.Type, asked.UserId = "", "dialog_submission", c.who.id()
	if asked.Submission == nil {
		asked.Submission = map[string]any{}
	}
	a, err := s.callback(c.r, refuse, to, "application/json", jsonOf(asked), "")
	if err != nil || a.status != http.StatusOK {
		c.fail(http.StatusBadRequest, "api.command.execute_command.failed.app_error")
		return
	}
	var reply model.SubmitDialogResponse
	if len(a.body) > 0 {
		if err := json.Unmarshal(a.body, &reply); err != nil {
			c.fail(http.StatusInternalServerError, "app.submit_interactive_dialog.json_error")
			return
		}
		if err := strictly(json.RawMessage(a.body), &model.SubmitDialogResponse{}); err != nil {
			s.mu.Lock()
			s.broke("the answer to a dialog: %v", err)
			s.mu.Unlock()
		}
		if reply.IsValid() != nil {
			c.fail(http.StatusBadRequest, "app.submit_interactive_dialog.invalid_response")
			return
		}
	}
	c.reply(http.StatusOK, &reply)
}
