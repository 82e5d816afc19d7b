import type { Expected } from "./expectations.ts";

/** Why an analysis cannot be answered. `code` is the machine word; the other members are the parameters of its message. */
export type EvaluationFailure =
  | { readonly code: "unknown_function"; readonly fn: string }
  | { readonly code: "unknown_column"; readonly column: string }
  | { readonly code: "unknown_data"; readonly name: string }
  | { readonly code: "malformed_table"; readonly row: number; readonly field: string; readonly reason: string }
  | { readonly code: "malformed_input"; readonly field: string; readonly expected: Expected; readonly detail?: string }
  | { readonly code: "not_a_number"; readonly column: string; readonly row: number }
  | { readonly code: "no_rows" }
  | { readonly code: "constant_treatment"; readonly column: string }
  | { readonly code: "too_few_units"; readonly arm: string; readonly n: number; readonly needed: number }
  | { readonly code: "too_few_clusters"; readonly n: number; readonly needed: number }
  | { readonly code: "too_few_events"; readonly events: number; readonly needed: number }
  | { readonly code: "effective_n_too_small"; readonly n: number; readonly needed: number }
  | { readonly code: "separation"; readonly kind: "complete" | "quasi" }
  | { readonly code: "singular"; readonly term: string }
  | { readonly code: "means_out_of_reach"; readonly term: string }
  | { readonly code: "not_converged"; readonly method: string }
  | { readonly code: "negative_time"; readonly row: number }
  | { readonly code: "exit_before_entry"; readonly row: number }
  | { readonly code: "invalid_weight"; readonly row: number }
  | {
      readonly code: "option_not_offered";
      readonly fn: string;
      readonly option: string;
      readonly why?: "late_entry_undefined" | "weights_undefined" | "weights_count_rows";
    }
  | { readonly code: "duplicate_id"; readonly id: string; readonly row: number }
  | { readonly code: "out_of_range"; readonly field: string; readonly least: number; readonly most: number }
  | { readonly code: "no_complete_assignment"; readonly rows: number; readonly columns: number }
  | { readonly code: "unknown_home"; readonly home: string }
  | { readonly code: "unknown_child"; readonly child: string }
  | { readonly code: "no_solver" }
  | { readonly code: "solver_stopped"; readonly status: string }
  | { readonly code: "solver_misread"; readonly columns: number; readonly expected: number }
  | { readonly code: "solution_breaks_rule"; readonly rule: string }
  | { readonly code: "cluster_in_two_arms"; readonly cluster: string }
  | { readonly code: "cluster_in_two_strata"; readonly cluster: string }
  | { readonly code: "too_many_assignments"; readonly assignments: number; readonly most: number }
  | { readonly code: "too_many_ties"; readonly most: number }
  | { readonly code: "no_treated_group" }
  | { readonly code: "no_comparison_group"; readonly control: string }
  | { readonly code: "treatment_changes"; readonly unit: string; readonly row: number }
  | { readonly code: "unordered_period"; readonly column: string; readonly value: string }
  | { readonly code: "no_effect_asked" }
  | { readonly code: "known_too_late"; readonly column: string }
  | { readonly code: "known_too_early"; readonly column: string }
  | { readonly code: "wrong_kind"; readonly column: string; readonly needed: string }
  | { readonly code: "stopped" };
