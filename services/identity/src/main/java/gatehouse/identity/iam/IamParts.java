package gatehouse.identity.iam;

import gatehouse.crypto.Entropy;
import gatehouse.crypto.Sealer;
import gatehouse.ports.Principals;

/// What IAM's operations are made of.
public record IamParts(
        Sealer sealer, Entropy entropy, IamLimits limits, Principals principals, PolicyCatalogue catalogue) {}
