package gatehouse.conformance;

import gatehouse.crypto.pkcs11.SoftHsm;
import gatehouse.crypto.pkcs11.TokenLocation;
import gatehouse.keys.cloudhsm.HsmToken;
import gatehouse.keys.cloudhsm.HsmToken.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.cloudhsmv2.model.Cluster;

/// Who has tokens of SoftHSM2, and an authority of OpenSSL's to claim clusters with.
final class HsmOwner {
    static final String ZONE = "us-east-1a";
    static final String SECOND_ZONE = "us-east-1b";
    static final String SUBNET = "subnet-0a0a0a0a";
    static final String SECOND_SUBNET = "subnet-0b0b0b0b";

    private final SoftHsm hsm = SoftHsm.get();
    private final Path folder;

    HsmOwner() {
        try {
            folder = Files.createTempDirectory("gatehouse-hsm-");
            Files.writeString(folder.resolve("pin"), SoftHsm.PIN + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        authority("ca");
    }

    /// New tokens, each of two HSMs in two zones.
    List<HsmToken> tokens(String name, int count) {
        List<HsmToken> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(token(name + i, hsm.newToken(name + " " + i)));
        }
        return tokens;
    }

    HsmToken token(String name, TokenLocation location) {
        return new HsmToken(
                name,
                location,
                folder.resolve("pin"),
                "us-east-1",
                "NON_FIPS",
                "vpc-0c0c0c0c",
                List.of(new Place(ZONE, SUBNET, "10.0.1.10"), new Place(SECOND_ZONE, SECOND_SUBNET, "10.0.2.10")));
    }

    void authority(String name) {
        hsm.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "3650",
                "-subj",
                "/CN=" + name,
                "-keyout",
                file(name + ".key"),
                "-out",
                file(name + ".crt"));
    }

    String anchor(String authority) {
        return read(authority + ".crt");
    }

    /// The certificate that an authority issues for a request. OpenSSL checks the request's own signature.
    String issue(String authority, String csr) {
        try {
            Files.writeString(folder.resolve("request"), csr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hsm.run(
                "openssl",
                "x509",
                "-req",
                "-days",
                "3650",
                "-in",
                file("request"),
                "-CA",
                file(authority + ".crt"),
                "-CAkey",
                file(authority + ".key"),
                "-CAcreateserial",
                "-out",
                file("issued"));
        return read("issued");
    }

    /// A new cluster with an HSM, claimed by its owner.
    Cluster active(CloudHsmV2Client client) {
        return claim(client, empty(client));
    }

    /// Gives a cluster its first HSM and its owner's certificate.
    Cluster claim(CloudHsmV2Client client, String id) {
        client.createHsm(in -> in.clusterId(id).availabilityZone(ZONE));
        String csr = cluster(client, id).certificates().clusterCsr();
        client.initializeCluster(
                in -> in.clusterId(id).signedCert(issue("ca", csr)).trustAnchor(anchor("ca")));
        return cluster(client, id);
    }

    /// Such a cluster with an HSM in both zones.
    String whole(CloudHsmV2Client client) {
        String id = active(client).clusterId();
        client.createHsm(in -> in.clusterId(id).availabilityZone(SECOND_ZONE));
        return id;
    }

    String withHsm(CloudHsmV2Client client) {
        String id = empty(client);
        client.createHsm(in -> in.clusterId(id).availabilityZone(ZONE));
        return id;
    }

    String empty(CloudHsmV2Client client) {
        return client.createCluster(in -> in.hsmType("hsm2m.medium").subnetIds(SUBNET, SECOND_SUBNET))
                .cluster()
                .clusterId();
    }

    static Cluster cluster(CloudHsmV2Client client, String id) {
        return client.describeClusters(in -> in.filters(Map.of("clusterIds", List.of(id))))
                .clusters()
                .getFirst();
    }

    /// Deletes a cluster with its HSMs.
    static void delete(CloudHsmV2Client client, Cluster cluster) {
        cluster.hsms()
                .forEach(each ->
                        client.deleteHsm(in -> in.clusterId(cluster.clusterId()).hsmId(each.hsmId())));
        client.deleteCluster(in -> in.clusterId(cluster.clusterId()));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
