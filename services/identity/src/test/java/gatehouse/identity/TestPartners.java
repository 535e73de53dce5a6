package gatehouse.identity;

import gatehouse.ports.DelegationPartners;
import gatehouse.store.Transaction;
import gatehouse.store.View;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Makes every account a partner with one template and one channel, and remembers what partners were told.
public final class TestPartners implements DelegationPartners {
    public static final String TEMPLATE = "arn:aws:iam::aws:delegation-template/acme/setup";
    public static final String CHANNEL = "arn:aws:sns:us-east-1:111122223333:delegations";

    /// What the template asks for; where it is null, an action on what the parameters say.
    public @Nullable String policy;

    public final List<String> told = new CopyOnWriteArrayList<>();
    public final List<Release> released = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable Offer offer(View view, String account, String template, Map<String, List<String>> values) {
        String asked = policy == null ? Policies.allow("s3:GetObject", "arn:aws:s3:::" + values) : policy;
        return template.equals(TEMPLATE) ? new Offer("Acme", asked, List.of()) : null;
    }

    @Override
    public boolean reaches(View view, String account, String channel) {
        return channel.equals(CHANNEL);
    }

    @Override
    public void tell(Transaction tx, Notice notice) {
        told.add(notice.state());
    }

    @Override
    public void release(Transaction tx, Release release) {
        released.add(release);
    }
}
