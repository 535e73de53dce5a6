/// KMS's custom key stores: those of the type AWS_CLOUDHSM, whose keys are made in a cluster's token and work
/// there, and external ones, whose keys encrypt here and then behind a proxy ([gatehouse.keys.kms.xks]).
///
/// What is promised:
/// - KMS logs in to the token as `kmsuser` with the password that the owner gave, which is the PIN of the token's
///   user. It is kept sealed, and is in memory while the store is connected.
/// - A store that was connected is connected again after a restart, and after its HSM was away.
/// - Every failure of an HSM or a proxy is one of KMS's own errors, told within the token's or the client's limits.
///
/// How it differs from AWS: ConnectCustomKeyStore ends when the connection stands or has failed, so that CONNECTING is
/// not seen. No VPC endpoint service is found, as no service has them.
///
/// Source: https://docs.aws.amazon.com/kms/latest/developerguide/keystore-cloudhsm.html,
/// https://docs.aws.amazon.com/kms/latest/developerguide/keystore-external.html
@NullMarked
package gatehouse.keys.kms.store;

import org.jspecify.annotations.NullMarked;
