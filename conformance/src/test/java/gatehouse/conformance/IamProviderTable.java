package gatehouse.conformance;

import static gatehouse.conformance.IamWorld.on;

import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/// IAM's operations on identity providers.
record IamProviderTable(IamWorld world) {
    private static final String MISSING = "arn:aws:iam::111122223333:oidc-provider/missing.example.com";
    private static final Tag TAG = Tag.builder().key("team").value("blue").build();

    Stream<SdkCase<IamClient>> rows() {
        return Stream.of(openId(), openIdChanges(), openIdTags(), saml()).flatMap(each -> each);
    }

    private Stream<SdkCase<IamClient>> saml() {
        String document = SamlDocument.METADATA;
        return Stream.of(
                on(
                        "CreateSAMLProvider",
                        world::fresh,
                        name -> iam ->
                                iam.createSAMLProvider(in -> in.name(name).samlMetadataDocument(document))),
                on(
                                "GetSAMLProvider",
                                world::samlProvider,
                                arn -> iam -> iam.getSAMLProvider(in -> in.samlProviderArn(arn)))
                        .butNot(iam -> iam.getSAMLProvider(in -> in.samlProviderArn(MISSING)), "InvalidInput"),
                on(
                        "UpdateSAMLProvider",
                        world::samlProvider,
                        arn -> iam -> iam.updateSAMLProvider(
                                in -> in.samlProviderArn(arn).samlMetadataDocument(document))),
                on(
                        "DeleteSAMLProvider",
                        world::samlProvider,
                        arn -> iam -> iam.deleteSAMLProvider(in -> in.samlProviderArn(arn))),
                on("ListSAMLProviders", world::samlProvider, _ -> iam -> iam.listSAMLProviders()),
                on(
                        "TagSAMLProvider",
                        world::samlProvider,
                        arn -> iam -> iam.tagSAMLProvider(
                                in -> in.samlProviderArn(arn).tags(TAG))),
                on(
                        "UntagSAMLProvider",
                        world::samlProvider,
                        arn -> iam -> iam.untagSAMLProvider(
                                in -> in.samlProviderArn(arn).tagKeys("team"))),
                on(
                        "ListSAMLProviderTags",
                        world::samlProvider,
                        arn -> iam -> iam.listSAMLProviderTags(in -> in.samlProviderArn(arn))));
    }

    private Stream<SdkCase<IamClient>> openId() {
        return Stream.of(
                on(
                                "CreateOpenIDConnectProvider",
                                world::fresh,
                                name -> iam -> iam.createOpenIDConnectProvider(
                                        in -> in.url("https://" + name + ".example.com")))
                        .butNot(iam -> iam.createOpenIDConnectProvider(in -> in.url("http://x")), "ValidationError"),
                on(
                                "GetOpenIDConnectProvider",
                                world::openIdProvider,
                                arn -> iam -> iam.getOpenIDConnectProvider(in -> in.openIDConnectProviderArn(arn)))
                        .butNot(
                                iam -> iam.getOpenIDConnectProvider(in -> in.openIDConnectProviderArn(MISSING)),
                                "NoSuchEntity"),
                on(
                                "DeleteOpenIDConnectProvider",
                                world::openIdProvider,
                                arn -> iam -> iam.deleteOpenIDConnectProvider(in -> in.openIDConnectProviderArn(arn)))
                        .butNot(
                                iam -> iam.deleteOpenIDConnectProvider(
                                        in -> in.openIDConnectProviderArn("arn:aws:iam::111122223333:user/x")),
                                "InvalidInput"),
                on("ListOpenIDConnectProviders", world::openIdProvider, _ -> iam -> iam.listOpenIDConnectProviders()));
    }

    private Stream<SdkCase<IamClient>> openIdChanges() {
        return Stream.of(
                on(
                                "AddClientIDToOpenIDConnectProvider",
                                world::openIdProvider,
                                arn -> iam -> iam.addClientIDToOpenIDConnectProvider(
                                        in -> in.openIDConnectProviderArn(arn).clientID("app")))
                        .butNot(
                                iam -> iam.addClientIDToOpenIDConnectProvider(in ->
                                        in.openIDConnectProviderArn(MISSING).clientID("app")),
                                "NoSuchEntity"),
                on(
                                "RemoveClientIDFromOpenIDConnectProvider",
                                world::openIdProvider,
                                arn -> iam -> iam.removeClientIDFromOpenIDConnectProvider(
                                        in -> in.openIDConnectProviderArn(arn).clientID("app")))
                        .butNot(
                                iam -> iam.removeClientIDFromOpenIDConnectProvider(in ->
                                        in.openIDConnectProviderArn(MISSING).clientID("app")),
                                "NoSuchEntity"),
                on(
                                "UpdateOpenIDConnectProviderThumbprint",
                                world::openIdProvider,
                                arn -> iam -> iam.updateOpenIDConnectProviderThumbprint(
                                        in -> in.openIDConnectProviderArn(arn).thumbprintList("a".repeat(40))))
                        .butNot(
                                iam -> iam.updateOpenIDConnectProviderThumbprint(in ->
                                        in.openIDConnectProviderArn(MISSING).thumbprintList("short")),
                                "ValidationError"));
    }

    private Stream<SdkCase<IamClient>> openIdTags() {
        return Stream.of(
                on(
                                "TagOpenIDConnectProvider",
                                world::openIdProvider,
                                arn -> iam -> iam.tagOpenIDConnectProvider(
                                        in -> in.openIDConnectProviderArn(arn).tags(TAG)))
                        .butNot(
                                iam -> iam.tagOpenIDConnectProvider(in ->
                                        in.openIDConnectProviderArn(MISSING).tags(TAG)),
                                "NoSuchEntity"),
                on(
                                "UntagOpenIDConnectProvider",
                                world::openIdProvider,
                                arn -> iam -> iam.untagOpenIDConnectProvider(
                                        in -> in.openIDConnectProviderArn(arn).tagKeys("team")))
                        .butNot(
                                iam -> iam.untagOpenIDConnectProvider(in ->
                                        in.openIDConnectProviderArn(MISSING).tagKeys("team")),
                                "NoSuchEntity"),
                on(
                                "ListOpenIDConnectProviderTags",
                                world::openIdProvider,
                                arn -> iam -> iam.listOpenIDConnectProviderTags(in -> in.openIDConnectProviderArn(arn)))
                        .butNot(
                                iam -> iam.listOpenIDConnectProviderTags(in -> in.openIDConnectProviderArn(MISSING)),
                                "NoSuchEntity"));
    }
}
