// Checks and times the Open Policy Agent's engine, called as a library.
//
//	opa RULES PROFILES DECISIONS ROUNDS SECONDS
//
// RULES as translate.py gives them; DECISIONS those of Eligo for PROFILES. Prints one line of JSON: how many decisions
// are the same, and decisions a second of processor time in each round.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

type tree struct {
	All, Any []tree
	Fact, Op string
	Value    any
}

type ruleSet struct {
	Lists map[string][]string
	Rules []struct {
		Code, Effect string
		When         tree
	}
}

type decision struct {
	Verdict string
	Reasons []struct{ Code string }
}

func literal(value any) string {
	text, err := json.Marshal(value)
	check(err)
	return string(text)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// bodies gives the alternatives of a condition, each a body of Rego: undefined, so not true, where a fact is missing.
func bodies(at tree, rules ruleSet) []string {
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
	value := at.Value
	if list, named := value.(map[string]any); named {
		value = rules.Lists[list["list"].(string)]
	}
	switch set := strings.NewReplacer("[", "{", "]", "}").Replace(literal(value)); at.Op {
	case "in":
		return []string{fact + " in " + set}
	case "not in":
		return []string{fact + "; not " + fact + " in " + set}
	default:
		return []string{fact + " " + at.Op + " " + literal(value)}
	}
}

func policy(rules ruleSet) string {
	text := "package benchmark\n"
	for _, rule := range rules.Rules {
		for _, body := range bodies(rule.When, rules) {
			text += fmt.Sprintf("reasons contains %q if { %s }\n", rule.Code, body)
		}
	}
	return text
}

func lines(path string) []string {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	var all []string
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		all = append(all, scanner.Text())
	}
	check(scanner.Err())
	return all
}

// inputs gives the profiles as OPA's own values, without nulls: missing.
func inputs(path string) []ast.Value {
	var all []ast.Value
	for _, line := range lines(path) {
		profile := map[string]any{}
		decoder := json.NewDecoder(strings.NewReader(line))
		decoder.UseNumber()
		check(decoder.Decode(&profile))
		for _, section := range profile {
			if facts, nested := section.(map[string]any); nested {
				for name, value := range facts {
					if value == nil {
						delete(facts, name)
					}
				}
			}
		}
		value, err := ast.InterfaceToValue(profile)
		check(err)
		all = append(all, value)
	}
	return all
}

type engine struct {
	query   rego.PreparedEvalQuery
	places  map[string]int
	denying int
}

func load(rules ruleSet) engine {
	query, err := rego.New(rego.Query("data.benchmark.reasons"), rego.Module("rules.rego", policy(rules))).
		PrepareForEval(context.Background())
	check(err)
	made := engine{query: query, places: map[string]int{}}
	for place, rule := range rules.Rules {
		made.places[rule.Code] = place
		if rule.Effect == "deny" {
			made.denying++
		}
	}
	return made
}

// decide gives the verdict and the places of the reasons, in order.
func (engine engine) decide(input ast.Value) (string, []int) {
	results, err := engine.query.Eval(context.Background(), rego.EvalParsedInput(input))
	check(err)
	var places []int
	for _, code := range results[0].Expressions[0].Value.([]any) {
		places = append(places, engine.places[code.(string)])
	}
	slices.Sort(places)
	switch {
	case len(places) == 0:
		return "visible", places
	case places[0] < engine.denying:
		return "denied", places
	default:
		return "hidden", places
	}
}

func (engine engine) agrees(line string, input ast.Value) bool {
	var wanted decision
	check(json.Unmarshal([]byte(line), &wanted))
	verdict, places := engine.decide(input)
	same := verdict == wanted.Verdict && len(places) == len(wanted.Reasons)
	for index := 0; same && index < len(places); index++ {
		same = places[index] == engine.places[wanted.Reasons[index].Code]
	}
	return same
}

func processorSeconds() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

func (engine engine) rate(profiles []ast.Value, seconds float64) float64 {
	start := processorSeconds()
	done := 0
	for processorSeconds()-start < seconds {
		for range 64 {
			engine.decide(profiles[done%len(profiles)])
			done++
		}
	}
	return float64(done) / (processorSeconds() - start)
}

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "usage: opa RULES PROFILES DECISIONS ROUNDS SECONDS")
		os.Exit(2)
	}
	var rules ruleSet
	content, err := os.ReadFile(os.Args[1])
	check(err)
	check(json.Unmarshal(content, &rules))
	rounds, err := strconv.Atoi(os.Args[4])
	check(err)
	seconds, err := strconv.ParseFloat(os.Args[5], 64)
	check(err)

	start := time.Now()
	engine := load(rules)
	loaded := time.Since(start).Seconds()
	profiles := inputs(os.Args[2])
	same, different := 0, 0
	for index, line := range lines(os.Args[3]) {
		if engine.agrees(line, profiles[index]) {
			same++
		} else {
			different++
		}
	}
	var rates []float64
	for range rounds {
		rates = append(rates, engine.rate(profiles, seconds))
	}
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"name": "OPA", "same": same, "different": different, "load_seconds": loaded, "rates": rates}))
}
