package gatehouse.gateway;

import gatehouse.wire.shape.ServiceException;

/// A request that is wrong by itself, whoever sends it: a handler throws this before it has looked anything up. The
/// caller is told without a decision, as with a violated constraint, since the answer says nothing but what the
/// request says.
public final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ServiceException answer;

    public InvalidRequest(ServiceException answer) {
        super(answer.getMessage(), null, false, false);
        this.answer = answer;
    }

    ServiceException answer() {
        return answer;
    }
}
