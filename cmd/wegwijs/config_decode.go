package main

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// decodeStrict fills into from YAML. Every key that is unknown and every value
// of a wrong type is a problem with its line; what is right is filled in all
// the same, so that one run names everything.
func decodeStrict(data []byte, into any) (problems []string) {
	file, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return []string{sentence(err)}
	}
	if len(file.Docs) > 1 {
		return []string{"there are two documents in one file: remove the line ---"}
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil
	}
	if _, ok := file.Docs[0].Body.(ast.MapNode); !ok {
		return []string{"line 1: write keys with values, such as language: nl"}
	}
	problems = dropTwice(file.Docs[0].Body)
	for {
		err := yaml.NodeToValue(file.Docs[0].Body, into, yaml.Strict())
		if err == nil {
			return problems
		}
		problems = append(problems, sentence(err))
		// Take the offending pair out and look for the next problem.
		at := tokenOf(err)
		if at == nil || !removeAt(file.Docs[0].Body, at) {
			return problems
		}
	}
}

// dropTwice takes out keys that are there a second time, and names them.
func dropTwice(n ast.Node) (problems []string) {
	switch n := n.(type) {
	case *ast.MappingNode:
		seen := map[string]bool{}
		kept := n.Values[:0]
		for _, pair := range n.Values {
			name := pair.Key.GetToken()
			if seen[name.Value] {
				problems = append(problems, fmt.Sprintf("line %d: the key %q is there twice: keep one of them", name.Position.Line, name.Value))
				continue
			}
			seen[name.Value] = true
			kept = append(kept, pair)
			problems = append(problems, dropTwice(pair.Value)...)
		}
		n.Values = kept
	case *ast.SequenceNode:
		for _, v := range n.Values {
			problems = append(problems, dropTwice(v)...)
		}
	}
	return problems
}

func tokenOf(err error) *token.Token {
	var e yaml.Error
	if errors.As(err, &e) {
		return e.GetToken()
	}
	return nil
}

// sentence says in one line what is wrong and where. Values are not repeated:
// one of them may be a secret.
func sentence(err error) string {
	where := ""
	if t := tokenOf(err); t != nil && t.Position != nil {
		where = fmt.Sprintf("line %d: ", t.Position.Line)
	}
	var unknown *yaml.UnknownFieldError
	var kind *yaml.TypeError
	switch {
	case errors.As(err, &unknown):
		return fmt.Sprintf("%sthe key %q is unknown: correct its spelling or its place, or remove it", where, unknown.Token.Value)
	case errors.As(err, &kind):
		return fmt.Sprintf("%sthis should be %s", where, inWords(kind.DstType))
	}
	var node *yaml.UnexpectedNodeTypeError
	if errors.As(err, &node) {
		return where + "this should be a group of keys with values, or a list: look at config.example.yaml"
	}
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		return where + "this is no valid YAML: " + syntax.Message
	}
	return where + "this value cannot be used: look at config.example.yaml for an example"
}

func inWords(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "a list, such as [a, b]"
	case reflect.Struct, reflect.Map:
		return "a group of keys with values"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	}
	return "a single word or text"
}

// removeAt removes the pair that a token stands in, and tells whether it did.
func removeAt(n ast.Node, at *token.Token) bool {
	switch n := n.(type) {
	case *ast.MappingNode:
		for i, pair := range n.Values {
			if same(pair.Key.GetToken(), at) || same(pair.Value.GetToken(), at) && !isMapping(pair.Value) {
				n.Values = append(n.Values[:i], n.Values[i+1:]...)
				return true
			}
			if removeAt(pair.Value, at) {
				return true
			}
			if same(pair.Value.GetToken(), at) {
				n.Values = append(n.Values[:i], n.Values[i+1:]...)
				return true
			}
		}
	case *ast.SequenceNode:
		for i, v := range n.Values {
			if removeAt(v, at) {
				return true
			}
			if same(v.GetToken(), at) {
				n.Values = append(n.Values[:i], n.Values[i+1:]...)
				return true
			}
		}
	}
	return false
}

func isMapping(n ast.Node) bool { _, ok := n.(*ast.MappingNode); return ok }

func same(a, b *token.Token) bool {
	return a != nil && b != nil && a.Position != nil && b.Position != nil && a.Position.Offset == b.Position.Offset
}

// envPrefix starts every environment variable of ours; what follows is the
// path of a key in capitals: WEGWIJS_MATTERMOST_TOKEN is mattermost.token.
const envPrefix = "WEGWIJS_"

// notOurs are variables that start like ours and are somebody else's: those of
// tests, and those that Kubernetes sets for a service called wegwijs
// (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
var notOurs = regexp.MustCompile(`^WEGWIJS_(TEST_|SERVICE_|PORT$|PORT_)`)

// overrideFrom lets environment variables replace what the file says. A
// variable of ours that names no key is a problem, because it looks as if it
// had an effect. Variables for tests (WEGWIJS_TEST_…) are left alone.
func overrideFrom(environ []string, c *config) (problems []string) {
	settable := map[string]reflect.Value{}
	collect(reflect.ValueOf(c).Elem(), envPrefix, settable)
	set := map[string]bool{}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, envPrefix) || notOurs.MatchString(name) {
			continue
		}
		field, ok := settable[name]
		if !ok {
			problems = append(problems, fmt.Sprintf("the environment variable %s sets nothing: correct its name or remove it", name))
			continue
		}
		if value == "" && (field.Type() == reflect.TypeFor[secret]() || isSecretFile(name, settable)) {
			continue // a container passes on what is not set as empty
		}
		set[name] = true
		switch field.Kind() {
		case reflect.String:
			field.SetString(value)
		case reflect.Bool:
			b, err := strconv.ParseBool(value)
			if err != nil {
				problems = append(problems, fmt.Sprintf("the environment variable %s should be true or false", name))
				continue
			}
			field.SetBool(b)
		case reflect.Int:
			n, err := strconv.Atoi(value)
			if err != nil {
				problems = append(problems, fmt.Sprintf("the environment variable %s should be a whole number", name))
				continue
			}
			field.SetInt(int64(n))
		case reflect.Slice:
			var list []string
			for _, part := range strings.Split(value, ",") {
				if part = strings.TrimSpace(part); part != "" {
					list = append(list, part)
				}
			}
			field.Set(reflect.ValueOf(list))
		}
	}
	// A secret from the environment takes the place of the file's, however
	// either of them is given.
	for name, field := range settable {
		file := name + "_FILE"
		twin, ok := settable[file]
		switch {
		case !ok || set[name] == set[file]:
		case set[name]:
			twin.SetString("")
		default:
			field.SetString("")
		}
	}
	return problems
}

// isSecretFile tells whether a variable names the file of a secret.
func isSecretFile(name string, settable map[string]reflect.Value) bool {
	base, ok := strings.CutSuffix(name, "_FILE")
	field, there := settable[base]
	return ok && there && field.Type() == reflect.TypeFor[secret]()
}

// collect finds every key that one environment variable can hold.
func collect(v reflect.Value, path string, into map[string]reflect.Value) {
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag.Get("yaml")
		if tag == "" {
			continue
		}
		name := path + strings.ToUpper(tag)
		switch f := v.Field(i); {
		case f.Kind() == reflect.Struct:
			collect(f, name+"_", into)
		case f.Kind() == reflect.String, f.Kind() == reflect.Bool, f.Kind() == reflect.Int, f.Type() == reflect.TypeFor[[]string]():
			into[name] = f
		}
	}
}
