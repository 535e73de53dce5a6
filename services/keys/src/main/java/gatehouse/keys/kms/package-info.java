/// AWS Key Management Service: keys of every spec, which never leave the server.
///
/// What is promised:
/// - Key material exists sealed in the store and opened in memory, nowhere else; a deleted key's material is removed
///   with it.
/// - A ciphertext opens only under its own key, with its own encryption context, and unchanged; its format is in
///   `docs/formats/kms-ciphertext.md`.
/// - A key's policy decides: without its consent, identity policies count for nothing. It is kept with the
///   unique ids of the users and roles that it names.
/// - A grant allows its grantee, and nobody who gets its name later, what it lists where its constraint holds, from the
///   answer on that creates it; its token, in `docs/formats/kms-grant-token.md`, allows nothing by itself.
///
/// Start reading at [KmsService].
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html
@NullMarked
package gatehouse.keys.kms;

import org.jspecify.annotations.NullMarked;
