// Checks and times cel-go, called as a library: for each rule a program that is checked against the types of the facts,
// compiled and optimized; values are CEL's own before the clock starts.
package main

import (
	"encoding/json"
	"strings"

	"eligo/benchmark/peers/asking"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

var kinds = map[string]*cel.Type{
	"bool": cel.BoolType, "int": cel.IntType, "double": cel.DoubleType, "string": cel.StringType, "enum": cel.StringType}

type engine struct {
	kinds    map[string]string
	programs []cel.Program
}

func literal(value any, kind string) string {
	if list, ok := value.([]any); ok {
		var all []string
		for _, each := range list {
			all = append(all, literal(each, kind))
		}
		return "[" + strings.Join(all, ", ") + "]"
	}
	text, err := json.Marshal(value)
	asking.Check(err)
	if kind == "double" && !strings.ContainsAny(string(text), ".e") {
		return string(text) + ".0"
	}
	return string(text)
}

// expression of a condition; a fact that is missing is an error, which is not true.
func expression(at asking.Tree, rules asking.Rules) string {
	joined := func(parts []asking.Tree, word string) string {
		var all []string
		for _, part := range parts {
			all = append(all, expression(part, rules))
		}
		return "(" + strings.Join(all, word) + ")"
	}
	switch value := literal(rules.Operand(at), rules.Facts[at.Fact]); {
	case at.All != nil:
		return joined(at.All, " && ")
	case at.Any != nil:
		return joined(at.Any, " || ")
	case at.Op == "not in":
		return "!(" + at.Fact + " in " + value + ")"
	case value == "true":
		return at.Fact
	case value == "false":
		return "!" + at.Fact
	default:
		return at.Fact + " " + at.Op + " " + value
	}
}

func load(rules asking.Rules) asking.Peer[cel.Activation] {
	var variables []cel.EnvOption
	for fact, kind := range rules.Facts {
		variables = append(variables, cel.Variable(fact, kinds[kind]))
	}
	environment, err := cel.NewEnv(variables...)
	asking.Check(err)
	made := engine{kinds: rules.Facts}
	for _, rule := range rules.Rules {
		checked, issues := environment.Compile(expression(rule.When, rules))
		asking.Check(issues.Err())
		program, err := environment.Program(checked, cel.EvalOptions(cel.OptOptimize))
		asking.Check(err)
		made.programs = append(made.programs, program)
	}
	return made
}

func value(given any, kind string) ref.Val {
	switch given := given.(type) {
	case bool:
		return types.Bool(given)
	case string:
		return types.String(given)
	}
	if kind == "int" {
		number, err := given.(json.Number).Int64()
		asking.Check(err)
		return types.Int(number)
	}
	number, err := given.(json.Number).Float64()
	asking.Check(err)
	return types.Double(number)
}

// Input is an activation of the facts that are known, by their dotted names.
func (engine engine) Input(profile map[string]any) cel.Activation {
	facts := map[string]any{}
	for section, values := range profile {
		if values, nested := values.(map[string]any); nested {
			for name, given := range values {
				fact := section + "." + name
				facts[fact] = value(given, engine.kinds[fact])
			}
		}
	}
	activation, err := cel.NewActivation(facts)
	asking.Check(err)
	return activation
}

func (engine engine) Decide(input cel.Activation) []int {
	var places []int
	for place, program := range engine.programs {
		if result, _, err := program.Eval(input); err == nil && result == types.True {
			places = append(places, place)
		}
	}
	return places
}

func main() { asking.Ask("cel-go", load) }
