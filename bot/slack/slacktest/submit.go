package slacktest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// View returns the modal this person has open, the topmost; nil when there is none.
func (p *Person) View() *View {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if v := p.top(); v != nil {
		return v.now()
	}
	return nil
}

// top is the topmost modal; s.mu is held.
func (p *Person) top() *View {
	if stack := p.s.stacks[p.ID]; len(stack) > 0 {
		return stack[len(stack)-1]
	}
	return nil
}

// Set fills something into an input of a modal: the value as payloads have it,
// without its type.
func (p *Person) Set(v *View, block, action string, value map[string]any) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if v = p.s.views[v.ID]; v == nil {
		return
	}
	now := object(object(v.Values[block])[action])
	for k, x := range value {
		now[k] = x
	}
}

// Submit submits the modal that is open. It returns what the app finds wrong, by block.
func (p *Person) Submit(ctx context.Context) (map[string]string, error) {
	s := p.s
	s.mu.Lock()
	v := p.top()
	if v == nil {
		s.mu.Unlock()
		return nil, fmt.Errorf("no form is open for %s", p.Name)
	}
	payload := s.interaction("view_submission", p)
	payload["trigger_id"], payload["view"], payload["response_urls"] = s.trigger(p.ID, true), s.showView(v, true), []obj{}
	s.mu.Unlock()
	s.remember(func(ctx context.Context) error {
		_, err := s.deliver(ctx, kindInteractive, payload, 0, "")
		return err
	})
	ack, err := s.deliver(ctx, kindInteractive, payload, 0, "")
	if err != nil {
		return nil, fmt.Errorf("we had some trouble connecting: %w", err)
	}
	return s.submitted(v, ack)
}

// submitted does with a modal what the acknowledgement says.
func (s *Server) submitted(v *View, ack json.RawMessage) (map[string]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   obj               `json:"view"`
	}
	if len(ack) > 0 {
		if err := strictly(ack, &a); err != nil {
			s.broke("the acknowledgement of a form: %v", err)
			return nil, errors.New("we had some trouble connecting")
		}
	}
	stack := s.stacks[v.User]
	switch a.Action {
	case "":
		s.stacks[v.User] = slices.DeleteFunc(slices.Clone(stack), func(x *View) bool { return x == v })
	case "clear":
		delete(s.stacks, v.User)
	case "errors":
		if len(a.Errors) == 0 {
			s.broke("a form stays open without a reason")
		}
		for id, why := range a.Errors {
			if why == "" {
				s.broke("an error of a form says nothing")
			}
			if !slices.ContainsFunc(v.Blocks(), func(b obj) bool { return text(b["block_id"]) == id && text(b["type"]) == "input" }) {
				s.broke("an error of a form is about the block %q, which is no input of it", id)
				return nil, errors.New("we had some trouble connecting")
			}
		}
		return a.Errors, nil
	case "update", "push":
		if wrong := s.checkView(a.View, inModal); len(wrong) > 0 {
			s.broke("the view in an acknowledgement: %s", strings.Join(wrong, "; "))
			return nil, errors.New("we had some trouble connecting")
		}
		if a.Action == "update" {
			s.replace(v, s.newView(a.View))
			break
		}
		if len(stack) >= maxStack {
			s.broke("a fourth view is pushed")
			return nil, errors.New("we had some trouble connecting")
		}
		s.put(s.newView(a.View), v.User, stack)
	default:
		s.broke("the acknowledgement of a form says %q", a.Action)
	}
	return nil, nil
}

// CloseView closes the modal that is open.
func (p *Person) CloseView(ctx context.Context) error {
	s := p.s
	s.mu.Lock()
	v := p.top()
	if v == nil {
		s.mu.Unlock()
		return fmt.Errorf("no form is open for %s", p.Name)
	}
	s.stacks[p.ID] = s.stacks[p.ID][:len(s.stacks[p.ID])-1]
	told := truth(v.Raw["notify_on_close"])
	payload := s.interaction("view_closed", p)
	payload["view"], payload["is_cleared"] = s.showView(v, true), false
	s.mu.Unlock()
	if !told {
		return nil
	}
	return s.interact(ctx, payload)
}
