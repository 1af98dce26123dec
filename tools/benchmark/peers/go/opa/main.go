// Checks and times the Open Policy Agent's engine, called as a library: a set of reasons, a query prepared once.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"eligo/benchmark/peers/asking"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

func literal(value any) string {
	text, err := json.Marshal(value)
	asking.Check(err)
	return string(text)
}

// bodies gives the alternatives of a condition, each a body of Rego: undefined, so not true, where a fact is missing.
func bodies(at asking.Tree, rules asking.Rules) []string {
	if at.Any != nil {
		var all []string
		for _, part := range at.Any {
			all = append(all, bodies(part, rules)...)
		}
		return all
	}
	if at.All != nil {
		joined := []string{""}
		for _, part := range at.All {
			var longer []string
			for _, before := range joined {
				for _, body := range bodies(part, rules) {
					longer = append(longer, strings.TrimPrefix(before+"; "+body, "; "))
				}
			}
			joined = longer
		}
		return joined
	}
	fact := "input." + at.Fact
	value := literal(rules.Operand(at))
	switch set := strings.NewReplacer("[", "{", "]", "}").Replace(value); at.Op {
	case "in":
		return []string{fact + " in " + set}
	case "not in":
		return []string{fact + "; not " + fact + " in " + set}
	default:
		return []string{fact + " " + at.Op + " " + value}
	}
}

func policy(rules asking.Rules) string {
	var text strings.Builder
	text.WriteString("package benchmark\n")
	for _, rule := range rules.Rules {
		for _, body := range bodies(rule.When, rules) {
			fmt.Fprintf(&text, "reasons contains %q if { %s }\n", rule.Code, body)
		}
	}
	return text.String()
}

type engine struct {
	query  rego.PreparedEvalQuery
	places map[string]int
}

func load(rules asking.Rules) asking.Peer[ast.Value] {
	query, err := rego.New(rego.Query("data.benchmark.reasons"), rego.Module("rules.rego", policy(rules))).
		PrepareForEval(context.Background())
	asking.Check(err)
	made := engine{query: query, places: map[string]int{}}
	for place, rule := range rules.Rules {
		made.places[rule.Code] = place
	}
	return made
}

// Input is OPA's own value.
func (engine engine) Input(profile map[string]any) ast.Value {
	value, err := ast.InterfaceToValue(profile)
	asking.Check(err)
	return value
}

func (engine engine) Decide(input ast.Value) []int {
	results, err := engine.query.Eval(context.Background(), rego.EvalParsedInput(input))
	asking.Check(err)
	var places []int
	for _, code := range results[0].Expressions[0].Value.([]any) {
		places = append(places, engine.places[code.(string)])
	}
	return places
}

func main() { asking.Ask("OPA", load) }
