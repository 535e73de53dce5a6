/// The policy language as a document: an immutable tree, its reader, its rules, its printer.
///
/// - [PolicyDocument], [Statement], [Patterns], [PrincipalElement], [ConditionBlock], [ConditionOperator] are the
///   tree. A tree that exists has passed the rules of its kind.
/// - `DocumentReader` streams JSON into drafts and refuses what is not of the grammar ("Syntax errors in policy.").
///   It never recurses, so its depth is that of the grammar, and text, names and numbers are bounded before parsing.
/// - `DocumentRules` then applies AWS's further checks in AWS's order, each with AWS's message.
/// - `DocumentPrinter` writes a tree as JSON; reading that gives the same tree.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
@NullMarked
package gatehouse.policy.document;

import org.jspecify.annotations.NullMarked;
