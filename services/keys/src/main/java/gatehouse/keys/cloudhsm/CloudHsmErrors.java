package gatehouse.keys.cloudhsm;

import gatehouse.crypto.pkcs11.TokenException;
import gatehouse.model.cloudhsmv2.CloudHsmInternalFailureException;
import gatehouse.model.cloudhsmv2.CloudHsmInvalidRequestException;
import gatehouse.model.cloudhsmv2.CloudHsmResourceLimitExceededException;
import gatehouse.model.cloudhsmv2.CloudHsmResourceNotFoundException;
import gatehouse.model.cloudhsmv2.CloudHsmServiceException;
import gatehouse.model.cloudhsmv2.CloudHsmTagException;
import gatehouse.wire.shape.ServiceException;

/// CloudHSM's errors, each in one place. AWS documents when they come, not their words.
final class CloudHsmErrors {
    private CloudHsmErrors() {}

    static ServiceException invalid(String message) {
        return new CloudHsmInvalidRequestException(message);
    }

    static ServiceException notFound(String id) {
        return new CloudHsmResourceNotFoundException("The resource " + id + " does not exist.");
    }

    static ServiceException tags(String message) {
        return new CloudHsmTagException(message);
    }

    static ServiceException tooManyTags(int max) {
        return new CloudHsmResourceLimitExceededException("A resource can have at most " + max + " tags.");
    }

    /// What this server has no HSM for.
    static ServiceException noHsm(String message) {
        return new CloudHsmServiceException(message);
    }

    /// A token that did not do its part. The request can be sent again.
    static ServiceException failed(TokenException e) {
        return new CloudHsmInternalFailureException("The HSM failed: " + e.getMessage() + ".");
    }

    /// These are AWS's words.
    static ServiceException notActivated(String clusterId) {
        return invalid("Cluster '" + clusterId + "' already contains an HSM but has not yet been fully activated");
    }
}
