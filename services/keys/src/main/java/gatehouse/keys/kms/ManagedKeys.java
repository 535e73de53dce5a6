package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.gateway.Call;
import gatehouse.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// AWS-managed keys: one for each service in each account and region, made when its service first uses it
/// for somebody or somebody describes it, by its alias, used only through its service, rotated every year,
/// and not to be changed by anyone.
///
/// Sources: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key,
/// https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
final class ManagedKeys {
    private static final String PREFIX = "alias/aws/";
    private static final int ROTATION_DAYS = 365;

    /// What each alias protects, in the words of its key's description.
    private static final NavigableMap<String, String> ALIASES = new TreeMap<>(Map.ofEntries(
            Map.entry("alias/aws/acm", "ACM private keys"),
            Map.entry("alias/aws/backup", "Backup data"),
            Map.entry("alias/aws/dynamodb", "DynamoDB data"),
            Map.entry("alias/aws/ebs", "EBS volumes"),
            Map.entry("alias/aws/elasticfilesystem", "EFS filesystems"),
            Map.entry("alias/aws/es", "OpenSearch domains"),
            Map.entry("alias/aws/fsx", "FSx resources"),
            Map.entry("alias/aws/glue", "Glue data"),
            Map.entry("alias/aws/kinesis", "Kinesis data"),
            Map.entry("alias/aws/lambda", "Lambda functions"),
            Map.entry("alias/aws/rds", "RDS database volumes"),
            Map.entry("alias/aws/redshift", "Redshift clusters"),
            Map.entry("alias/aws/s3", "S3 objects"),
            Map.entry("alias/aws/secretsmanager", "Secrets Manager secrets"),
            Map.entry("alias/aws/sns", "SNS data"),
            Map.entry("alias/aws/sqs", "SQS messages"),
            Map.entry("alias/aws/ssm", "SSM parameters"),
            Map.entry("alias/aws/xray", "X-Ray data")));

    /// The endpoints of services that are not called as their aliases are.
    private static final Map<String, String> SERVICES = Map.of("ebs", "ec2");

    private final KeyMaterials materials;
    private final Entropy entropy;

    ManagedKeys(KeyMaterials materials, Entropy entropy) {
        this.materials = materials;
        this.entropy = entropy;
    }

    /// The predefined aliases, in order, with what they protect.
    static NavigableMap<String, String> aliases() {
        return ALIASES;
    }

    /// A key as [KeyNames#any] finds it. A predefined alias of the caller's account stands for its key even
    /// before there is one.
    NamedKey any(Call call, String text) {
        NamedKey named = KeyNames.any(call, text);
        return named instanceof NamedKey.Missing missing ? awaitedOr(call, missing) : named;
    }

    private NamedKey awaitedOr(Call call, NamedKey.Missing missing) {
        String alias = missing.arn().substring(missing.arn().lastIndexOf(':') + 1);
        String region = call.region().value();
        boolean isAwaited =
                ALIASES.containsKey(alias) && missing.arn().equals(Alias.arn(region, call.account(), alias));
        return isAwaited
                ? new NamedKey.Awaited(
                        keyOf(call.account(), region, alias, call.now().truncatedTo(ChronoUnit.MILLIS)),
                        alias,
                        missing.answer())
                : missing;
    }

    /// The key that is named, made now where it was awaited.
    ///
    /// @throws gatehouse.wire.shape.ServiceException where there is none
    KmsKey made(Call call, Transaction tx, NamedKey named) {
        return switch (named) {
            case NamedKey.Awaited awaited -> make(call, tx, awaited);
            case NamedKey.Existing _, NamedKey.Missing _ -> named.orThrow();
        };
    }

    private KmsKey make(Call call, Transaction tx, NamedKey.Awaited awaited) {
        KmsKey key = awaited.key();
        MadeMaterial material = materials.create(key, key.createDate());
        KmsKey made = key.with(change -> change.materialId(material.material().materialId()));
        materials.ensureHeaderKey(tx);
        material.put(tx);
        tx.put(KmsTables.KEYS, made);
        Instant when = key.createDate();
        tx.put(KmsTables.ALIASES, new Alias(key.account(), key.region(), awaited.alias(), key.keyId(), when, when));
        call.notes().resource(made.arn(), KmsActions.KEY_TYPE, made.account());
        return made;
    }

    private KmsKey keyOf(String account, String region, String aliasName, Instant when) {
        String name = aliasName.substring(PREFIX.length());
        return new KmsKey(
                account,
                region,
                entropy.uuid(),
                when,
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                Origin.AWS_KMS,
                "Default key that protects my " + ALIASES.get(aliasName) + " when no other key is defined",
                KeyState.ENABLED,
                null,
                policy(account, region, SERVICES.getOrDefault(name, name)),
                Map.of(),
                null,
                null,
                new KeyRotation(ROTATION_DAYS, when.plus(Duration.ofDays(ROTATION_DAYS))),
                null,
                null,
                0,
                true);
    }

    /// Whoever may use the service may use the key through it; the account sees the key and can change nothing.
    private static String policy(String account, String region, String service) {
        List<String> use = List.of(
                "kms:Encrypt",
                "kms:Decrypt",
                "kms:ReEncrypt*",
                "kms:GenerateDataKey*",
                "kms:CreateGrant",
                "kms:DescribeKey");
        return """
                {
                  "Version" : "2012-10-17",
                  "Id" : "auto-SERVICE-1",
                  "Statement" : [ {
                    "Sid" : "Use through SERVICE by all principals of the account that may use SERVICE",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "*"
                    },
                    "Action" : [ USE ],
                    "Resource" : "*",
                    "Condition" : {
                      "StringEquals" : {
                        "kms:ViaService" : "SERVICE.REGION.amazonaws.com",
                        "kms:CallerAccount" : "ACCOUNT"
                      }
                    }
                  }, {
                    "Sid" : "Read access to the key's metadata for the account",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::ACCOUNT:root"
                    },
                    "Action" : [ "kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant" ],
                    "Resource" : "*"
                  } ]
                }""".replace("SERVICE", service)
                .replace("REGION", region)
                .replace("ACCOUNT", account)
                .replace("USE", "\"" + String.join("\", \"", use) + "\"");
    }
}
