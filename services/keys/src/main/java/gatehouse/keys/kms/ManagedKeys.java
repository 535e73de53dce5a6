package gatehouse.keys.kms;

import gatehouse.crypto.Entropy;
import gatehouse.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// AWS-managed keys: one for each service in each account and region, made when it is first asked for by its alias,
/// used only through its service, rotated every year, and not to be changed by anyone.
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

    /// Whether the alias is one of AWS's, which stands for a key even before there is one.
    static boolean isPredefined(@Nullable String alias) {
        return alias != null && ALIASES.containsKey(alias);
    }

    /// The key that a predefined alias stands for, made where there is none yet.
    KmsKey ensure(Transaction tx, String account, String region, String aliasName, Instant now) {
        Alias alias = tx.get(KmsTables.ALIASES, KmsTables.alias(account, region, aliasName));
        KmsKey there = alias == null ? null : tx.get(KmsTables.KEYS, KmsTables.key(region, alias.targetKeyId()));
        if (there != null) {
            return there;
        }
        Instant when = now.truncatedTo(ChronoUnit.MILLIS);
        KmsKey key = keyOf(account, region, aliasName, when);
        MadeMaterial material = materials.create(key, when);
        KmsKey made = key.with(change -> change.materialId(material.material().materialId()));
        materials.ensureHeaderKey(tx);
        material.put(tx);
        tx.put(KmsTables.KEYS, made);
        tx.put(KmsTables.ALIASES, new Alias(account, region, aliasName, made.keyId(), when, when));
        return made;
    }

    private KmsKey keyOf(String account, String region, String aliasName, Instant when) {
        String service = aliasName.substring(PREFIX.length());
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
                policy(account, region, service),
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
